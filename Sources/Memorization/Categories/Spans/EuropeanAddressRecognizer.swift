/// Postal addresses with the street first: `Lindenstraße 12, 10115 Berlin`, `Via Roma 10, 00184
/// Roma`.
///
/// A postcode with a town has to follow; a street in one word may also end its line.
struct EuropeanAddressRecognizer: SpanRecognizer {
  var triggers: String { "ABCDEFGHIJKLMNOPQRSTUVWXYZ" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.address, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    let end = text.end(from: place, limit: 32) { $0.isWord || $0 == "-" }
    guard end - place < 32, text[end] == " " || text[end] == "." else { return nil }
    let next = text.end(from: end, limit: 2) { $0 == "." || $0 == " " }
    if text[next].isDigit {
      guard isStreet(text, place..<end) else { return nil }
      return address(text, place, number: next, mayEndLine: true)
    }
    guard end - place <= 8, StreetWords.leading.contains(text, place..<end),
      let number = numberAfterName(text, next)
    else { return nil }
    return address(text, place, number: number, mayEndLine: false)
  }

  private func isStreet(_ text: ByteText, _ range: Range<Int>) -> Bool {
    StreetWords.endings.contains { ending in
      let length = ending.utf8CodeUnitCount
      return range.count > length + 2 && text.has(ending, at: range.upperBound - length)
    }
  }

  /// Where the number stands after one to four words of a street's name.
  private func numberAfterName(_ text: ByteText, _ start: Int) -> Int? {
    var place = start
    for index in 0..<6 {
      if index > 0, text[place].isDigit { return place }
      let end = text.end(from: place, limit: 24) { $0.isLetter || $0.isHigh || $0 == "'" }
      guard end > place else { return nil }
      place = text.end(from: end, limit: 2) { $0 == "," || $0 == " " }
      guard place > end else { return nil }
    }
    return nil
  }

  private func address(
    _ text: ByteText, _ start: Int, number: Int, mayEndLine: Bool
  ) -> Range<Int>? {
    var end = text.end(from: number, limit: 5) { $0.isDigit }
    guard end - number <= 4 else { return nil }
    if text[end].isLetter { end += 1 }
    guard !text.isWord(at: end) else { return nil }
    let tail = AddressTail(text, after: end)
    if tail.hasPostcode, tail.hasTown { return start..<tail.end }
    return mayEndLine && text[end].isLineEnd ? start..<end : nil
  }
}
