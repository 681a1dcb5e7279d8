// Karp and Rabin 1987, "Efficient randomized pattern-matching algorithms": the hash of a window is a
// polynomial of its bytes, so that the next window's takes two multiplications. Here it is reduced
// modulo 2^64 and then mixed; what hashes alike is compared byte by byte in any case.

/// The hash of windows of so many bytes, one after the other.
struct WindowHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private let length: Int
  /// The weight of a byte that leaves the window.
  private let weight: UInt64

  init(length: Int) {
    self.length = length
    weight = (0..<length).reduce(1) { power, _ in power &* Self.factor }
  }

  /// The state of the first window of a text.
  @inline(__always)
  func first(_ text: UnsafePointer<UInt8>) -> UInt64 {
    var state: UInt64 = 0
    for i in 0..<length { state = state &* Self.factor &+ UInt64(text[i]) }
    return state
  }

  /// The state of the window one byte on.
  @inline(__always)
  func next(_ state: UInt64, without leaving: UInt8, with entering: UInt8) -> UInt64 {
    state &* Self.factor &+ UInt64(entering) &- UInt64(leaving) &* weight
  }

  /// A number that orders states as if at random.
  @inline(__always)
  static func key(_ state: UInt64) -> UInt64 { state &* 0xD6E8_FEB8_6659_FD93 }

  /// The hash of a state, all of whose bits depend on all of the state's.
  @inline(__always)
  static func hash(_ state: UInt64) -> UInt64 {
    let product = (state ^ 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    let folded = product.high ^ product.low
    let second = folded.multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
    return second.high ^ second.low
  }
}
