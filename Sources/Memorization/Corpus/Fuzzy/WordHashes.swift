/// The words of a text, each as a 64-bit hash.
///
/// Words are split at white space and punctuation. What counts as punctuation: every ASCII character
/// that is no letter and no digit, U+0080 to U+00BF without U+00AA, U+00B5 and U+00BA, U+2000 to
/// U+206F, and U+3000 to U+303F. Other characters beyond ASCII belong to words. Case is kept, so
/// "The" and "the" are two words.
enum WordHashes {
  /// Calls `body` with each word's hash, in order.
  @inline(__always)
  static func forEach(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var hash = seed
    var i = 0
    while i < text.count {
      let skip = separatorLength(text, at: i)
      if skip == 0 {
        hash = (hash ^ UInt64(text[i])) &* 0x0000_0100_0000_01B3
        i += 1
        continue
      }
      if hash != seed { body(hash) }
      hash = seed
      i += skip
    }
    if hash != seed { body(hash) }
  }

  /// Calls `body` with the hash of each three words in a row, and the number of the first.
  ///
  /// - Returns: Number of words.
  @inline(__always)
  static func forEachTrigram(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (_ hash: UInt64, _ word: Int) -> Void
  ) -> Int {
    var first: UInt64 = 0, second: UInt64 = 0
    var words = 0
    forEach(text) { third in
      if words >= 2 { body(combined(first, second, third), words - 2) }
      first = second
      second = third
      words += 1
    }
    return words
  }

  /// The offset basis of FNV-1a, which the hash of a word is.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func combined(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    fold(fold(fold(a) ^ b) &+ c)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// Bytes of the character that begins at a place if it separates words, else 0.
  @inline(__always)
  private static func separatorLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    let first = text[i]
    if first < 0x80 {
      let lower = first | 0x20
      let isWord = (0x61...0x7A).contains(lower) || (0x30...0x39).contains(first)
      return isWord ? 0 : 1
    }
    guard first == 0xC2 || first == 0xFF || (0xE1...0xE3).contains(first) else { return 0 }
    return longSeparatorLength(text, at: i)
  }

  private static func longSeparatorLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    if text[i] == 0xFF { return 1 }
    guard i + 1 < text.count else { return 0 }
    let second = text[i + 1]
    switch text[i] {
    case 0xC2: return second == 0xAA || second == 0xB5 || second == 0xBA ? 0 : 2
    case 0xE2 where i + 2 < text.count:
      let isPunctuation = second == 0x80 || (second == 0x81 && text[i + 2] < 0xB0)
      return isPunctuation ? 3 : 0
    case 0xE3 where i + 2 < text.count: return second == 0x80 ? 3 : 0
    default: return whiteSpaceLength(text, at: i)
    }
  }
}
