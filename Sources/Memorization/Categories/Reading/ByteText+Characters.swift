extension ByteText {
  /// The bytes of a character beyond ASCII that separates words, or 0.
  ///
  /// Those of U+0080 to U+00BF, of U+2000 to U+2FFF (punctuation, signs, arrows) and of four bytes
  /// (emoji) separate; all others, and bytes that are no UTF-8, are taken for letters.
  @inline(__always) func symbolWidth(at place: Int) -> Int {
    switch self[place].value {
    case 0xC2: min(2, count - place)
    case 0xE2: min(3, count - place)
    case 0xF0...0xF4: min(4, count - place)
    default: 0
    }
  }

  /// Whether a word goes on at a place.
  @inline(__always) func isWord(at place: Int) -> Bool {
    let byte = self[place]
    return byte.isWord && !(byte.isHigh && symbolWidth(at: place) > 0)
  }

  /// Whether a word ends right before a place.
  func isWord(before place: Int) -> Bool {
    let byte = self[place - 1]
    guard byte.isHigh else { return byte.isWord }
    for width in 2...4 where symbolWidth(at: place - width) == width { return false }
    return true
  }

  /// Whether a word that starts here starts with a capital letter: Latin, Greek or Cyrillic.
  @inline(__always) func startsWithCapital(at place: Int) -> Bool {
    let first = self[place]
    guard first.isHigh else { return first.isUpper }
    let second = self[place + 1].value
    switch first.value {
    case 0xC3: return second <= 0x9E
    case 0xC4: return second & 1 == (second < 0xB9 ? 0 : 1)
    case 0xC5: return second & 1 == (0x89..<0xB9 ~= second ? 0 : 1)
    case 0xCE: return second <= 0xA9
    case 0xD0: return second <= 0xAF
    default: return false
    }
  }
}
