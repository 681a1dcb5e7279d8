/// Universally unique identifiers: hexadecimal digits in groups of 8, 4, 4, 4 and 12.
struct UUIDRecognizer: SpanRecognizer {
  var triggers: String { "0123456789abcdefABCDEF" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.uuid, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard text[place + 8] == "-", text[place - 1] != "-" else { return nil }
    for offset in 0..<36 {
      let byte = text[place + offset]
      switch offset {
      case 8, 13, 18, 23: guard byte == "-" else { return nil }
      default: guard byte.isHexDigit else { return nil }
      }
    }
    let end = place + 36
    return text.isWord(at: end) || text[end] == "-" ? nil : place..<end
  }
}
