/// Postal addresses with the number first: number, street, then a town, a region or a postcode.
///
/// Without any of the three it is one only at the end of a line, as in a block of lines: `10
/// Downing Street said` is none. English streets and French ones (`12 rue de la Paix, 75002
/// Paris`).
struct StreetAddressRecognizer: SpanRecognizer {
  var triggers: String { "123456789" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.address, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard !text.continuesNumber(at: place), let start = streetStart(text, place) else {
      return nil
    }
    if let end = englishStreet(text, start) {
      let tail = AddressTail(text, after: end)
      return tail.isPlace || text[tail.end].isLineEnd ? place..<tail.end : nil
    }
    guard let end = frenchStreet(text, start) else { return nil }
    let tail = AddressTail(text, after: end)
    return tail.hasPostcode ? place..<tail.end : nil
  }

  /// Where the street's name begins: after up to five digits, a range of numbers or a letter.
  private func streetStart(_ text: ByteText, _ place: Int) -> Int? {
    var end = text.end(from: place, limit: 6) { $0.isDigit }
    guard end - place <= 5 else { return nil }
    if text[end] == "-", text[end + 1].isDigit {
      end = text.end(from: end + 1, limit: 5) { $0.isDigit }
    } else if text[end].isLetter {
      end += 1
    }
    if text[end] == "," { end += 1 }
    return text[end] == " " && text[end + 1].isWord ? end + 1 : nil
  }

  /// The end of one to four words with capitals (or numbers such as `5th`) and a street's word.
  private func englishStreet(_ text: ByteText, _ start: Int) -> Int? {
    var place = start
    for index in 0..<6 {
      let end = text.end(from: place, limit: 24) { $0.isWord || $0 == "'" || $0 == "-" }
      guard end > place, end - place < 24,
        text.startsWithCapital(at: place) || (text[place].isDigit && text[end - 1].isLetter)
      else { return nil }
      if index > 0, StreetWords.english.contains(text, place..<end) {
        let next = text[end] == "." ? end + 1 : end
        // "Park Street Avenue" goes on, "Main Street North" too.
        return text[next] == " " ? streetWord(text, next + 1) ?? next : next
      }
      guard text[end] == " " || (text[end] == "." && text[end + 1] == " ") else { return nil }
      place = text[end] == " " ? end + 1 : end + 2
    }
    return nil
  }

  private func streetWord(_ text: ByteText, _ place: Int) -> Int? {
    let end = text.end(from: place, limit: 12) { $0.isLetter }
    guard text[place].isUpper, !text.isWord(at: end),
      StreetWords.english.contains(text, place..<end)
        || StreetWords.directions.contains(text, place..<end)
    else { return nil }
    return end
  }

  private func frenchStreet(_ text: ByteText, _ start: Int) -> Int? {
    let first = text.end(from: start, limit: 16) { $0.isWord }
    guard StreetWords.french.contains(text, start..<first), text[first] == " " else {
      return nil
    }
    let end = text.end(from: first, limit: 50) {
      $0.isLetter || $0.isHigh || $0 == " " || $0 == "'" || $0 == "-"
    }
    return text[end] == "," || text[end].isLineEnd ? end : nil
  }
}
