/// How the text of a corpus is looked at.
///
/// White space is what Unicode gives the property White_Space: the blanks and line ends of ASCII,
/// U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000. Nothing is
/// trimmed: a run at either end of a text becomes a space there. Case and punctuation stay.
public enum CorpusView: String, Sendable, CaseIterable, Codable {
  /// The bytes as they are.
  case plain
  /// Every run of white space is one space, so that a text that was wrapped anew is found too.
  case normalized

  /// A text as it is in this view.
  public func apply(to text: [UInt8]) -> [UInt8] {
    switch self {
    case .plain: text
    case .normalized: Self.normalizing(text)
    }
  }

  private static func normalizing(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        var i = 0
        while i < source.count {
          var length = whiteSpaceLength(source, at: i)
          guard length > 0 else {
            target[count] = source[i]
            count += 1
            i += 1
            continue
          }
          target[count] = UInt8(ascii: " ")
          count += 1
          while length > 0 {
            i += length
            length = i < source.count ? whiteSpaceLength(source, at: i) : 0
          }
        }
      }
    }
  }
}

/// Number of bytes of the white-space character that begins at a place of UTF-8 text, 0 if none does.
@inline(__always)
func whiteSpaceLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
  let first = text[i]
  if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : 0 }
  guard first == 0xC2 || (0xE1...0xE3).contains(first) else { return 0 }
  return longWhiteSpaceLength(text, at: i)
}

private func longWhiteSpaceLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
  guard i + 1 < text.count else { return 0 }
  if text[i] == 0xC2 { return text[i + 1] == 0x85 || text[i + 1] == 0xA0 ? 2 : 0 }
  guard i + 2 < text.count else { return 0 }
  let isSpace =
    switch (text[i], text[i + 1], text[i + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      true
    default: false
    }
  return isSpace ? 3 : 0
}
