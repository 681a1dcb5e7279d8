/// Private keys as PEM writes them, from `BEGIN` to `END`, or as much of one as the text has.
struct PrivateKeyRecognizer: SpanRecognizer {
  var triggers: String { "-" }
  var startsAtWord: Bool { false }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.key, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard text.has("-----begin ", at: place) else { return nil }
    let title = text.end(from: place + 11, limit: 40) { $0.isAlphanumeric || $0 == " " }
    guard text.has("private key", at: title - 11) || text.has("private key block", at: title - 17),
      text.has("-----", at: title)
    else { return nil }
    let end = text.end(from: title + 5, limit: 16_384) {
      $0.isAlphanumeric || $0.isSpace || $0 == "+" || $0 == "/" || $0 == "=" || $0 == ":"
        || $0 == "," || $0 == "\\"
    }
    guard text.has("-----end ", at: end) else {
      return place..<text.start(before: end, limit: end - place) { $0.isSpace }
    }
    let footer = text.end(from: end + 9, limit: 40) { $0.isAlphanumeric || $0 == " " }
    return place..<text.end(from: footer, limit: 5) { $0 == "-" }
  }
}
