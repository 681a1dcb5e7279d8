/// E-mail addresses: a local part of at most 64 bytes, `@`, and a host of at least two labels.
struct EmailRecognizer: SpanRecognizer {
  var triggers: String { "@" }
  var startsAtWord: Bool { false }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.email, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    let start = text.start(before: place, limit: 65, while: isOfLocalPart)
    guard (1...64).contains(place - start), let end = hostEnd(in: text, from: place + 1) else {
      return nil
    }
    // What a sentence or a command puts before an address is not of it.
    var first = start
    for inner in start..<place {
      let width = text.symbolWidth(at: inner)
      if width > 0 { first = inner + width }
    }
    first = text.end(from: first, limit: place - first) { $0 == "." || $0 == "-" || $0 == "+" }
    guard first < place, text[place - 1] != "." else { return nil }
    return first..<end
  }

  private func isOfLocalPart(_ byte: Byte) -> Bool {
    byte.isWord || byte == "." || byte == "-" || byte == "+" || byte == "%"
  }

  /// The end of a host whose last label is of two letters or more.
  private func hostEnd(in text: ByteText, from start: Int) -> Int? {
    var place = start
    var end: Int?
    while place - start < 253 {
      let next = text.end(from: place, limit: 64) { $0.isAlphanumeric || $0 == "-" }
      guard next > place, next - place < 64, text[place] != "-" else { break }
      let isFirst = place == start
      if !isFirst, next - place > 1, (place..<next).allSatisfy({ text[$0].isLetter }) { end = next }
      guard text[next] == "." else { break }
      place = next + 1
    }
    return end
  }
}
