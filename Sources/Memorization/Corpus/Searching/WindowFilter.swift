// A Bloom filter (Bloom 1970) whose three bits lie in one 64-bit word, so that a question costs one
// access to memory (Putze, Sanders, Singler 2007, "Cache-, hash- and space-efficient Bloom filters",
// with the word as the block). At six bits for each byte of text about one absent window in
// fifteen is taken for present, and less where text repeats itself.

/// Which windows of a fixed number of bytes a text may hold: "no" is certain, "yes" is not.
struct WindowFilter: @unchecked Sendable {
  /// Bits in the table for each byte of text.
  static let bitsPerByte = 6
  /// The sizes a window may have.
  static let windows = 8...4096

  /// Bytes of a window.
  let window: Int
  /// The table.
  let words: UnsafeBufferPointer<UInt64>

  /// Size of the table for a text of so many bytes.
  static func wordCount(forBytes count: Int) -> Int { count * bitsPerByte / 64 + 1 }

  /// Whether the window that begins here may stand in the text.
  @inline(__always)
  func mayHold(_ start: UnsafePointer<UInt8>) -> Bool {
    let (index, mask) = Self.place(Self.hash(start, window), words.count)
    return words[index] & mask == mask
  }

  /// Enters all windows of a stretch of text into a table.
  static func enter(
    _ text: UnsafeBufferPointer<UInt8>, window: Int,
    into words: UnsafeMutableBufferPointer<UInt64>
  ) {
    guard text.count >= window, let start = text.baseAddress else { return }
    for i in 0...(text.count - window) {
      let (index, mask) = place(hash(start + i, window), words.count)
      words[index] |= mask
    }
  }

  @inline(__always)
  private static func place(_ hash: UInt64, _ count: Int) -> (index: Int, mask: UInt64) {
    let index = Int(hash.multipliedFullWidth(by: UInt64(count)).high)
    let mask: UInt64 = 1 << (hash & 63) | 1 << ((hash >> 6) & 63) | 1 << ((hash >> 12) & 63)
    return (index, mask)
  }

  /// Eight bytes at a time, the last eight overlapping; every step folds a 128-bit product.
  @inline(__always)
  private static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(start)
    var hash = 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
    var i = 0
    while i + 8 <= count {
      hash = fold(hash ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    if i < count {
      hash = fold(hash ^ bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    }
    return fold(hash ^ 0x2545_F491_4F6C_DD1D)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
