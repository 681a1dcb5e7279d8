/// The 64-bit FNV-1a hash of a word in lower case.
///
/// Letters of ASCII and of Latin-1 are folded to lower case, others stay as they are. Two of the
/// few thousand listed words collide with a chance of 1e-12; a collision costs a wrong label at
/// most.
struct WordHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  /// The hash of a word as a vocabulary lists it.
  init(_ word: some StringProtocol) {
    var previous: UInt8 = 0
    for byte in word.utf8 {
      append(Byte(byte), after: previous)
      previous = byte
    }
  }

  /// The hash of a pair of words.
  init(_ first: WordHash, _ second: WordHash) {
    value = (first.value &* 0x9E37_79B9_7F4A_7C15) ^ (second.value << 1 | second.value >> 63)
  }

  @inline(__always) mutating func append(_ byte: Byte, after previous: UInt8) {
    var folded = byte.lowercased.value
    // U+00C0 to U+00DE are C3 80 to C3 9E; their small letters lie 32 above.
    if previous == 0xC3, folded >= 0x80, folded <= 0x9E, folded != 0x97 { folded += 0x20 }
    value = (value ^ UInt64(folded)) &* 0x0000_0100_0000_01B3
  }
}
