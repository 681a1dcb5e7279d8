// What counts as a word where texts are compared by their word trigrams.
//
// Carlini et al. 2021, §6.1, split on white space and punctuation and say no more. Here every
// ASCII byte that is neither letter nor digit separates words, and beyond ASCII white space,
// punctuation, symbols and control characters do, as the Unicode standard classes them. All other
// characters are parts of words, and so are bytes that are not UTF-8. Case is kept. A script that
// doesn't separate its words, such as Chinese, has one "word" between two punctuation marks.

/// The words of a text, as ranges of its bytes.
struct Words: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Range<Int>? {
    while position < bytes.count {
      let (width, separates) = character(at: position)
      if !separates { break }
      position += width
    }
    let start = position
    while position < bytes.count {
      let (width, separates) = character(at: position)
      if separates { break }
      position += width
    }
    return start < position ? start..<position : nil
  }

  private func character(at position: Int) -> (width: Int, separates: Bool) {
    let byte = bytes[position]
    guard byte >= 0x80 else { return (1, !Self.isAlphanumeric(byte)) }
    var pieces = UTF8Pieces(bytes[position...])
    guard case .scalar(let scalar) = pieces.next() else { return (1, false) }
    return (UTF8.width(scalar), Self.separates(scalar))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private static func separates(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .control:
      return true
    default:
      return false
    }
  }
}
