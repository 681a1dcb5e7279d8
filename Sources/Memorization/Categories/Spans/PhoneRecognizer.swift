/// Telephone numbers, by the ways they are written.
///
/// International ones have `+` or `00` and 8 to 15 digits. National ones have one of `national`, of
/// North America or with a leading zero; or a word such as `tel` or `fax` before 7 to 15 digits.
/// Other numbers are none, however long.
struct PhoneRecognizer: SpanRecognizer {
  var triggers: String { "+(0123456789" }
  var startsAtWord: Bool { true }

  private static let national: [DigitPattern] = [
    "(Ndd) Nddsdddd", "(Ndd)Nddsdddd", "Ndd-Ndd-dddd", "Ndd.Ndd.dddd",
    "Ndd Ndd-dddd", "1-Ndd-Ndd-dddd", "1.Ndd.Ndd.dddd", "1 (Ndd) Nddsdddd",
    "555-dddd", "(0dd) dddd dddd", "(0dd) ddddddd", "(0ddd) ddd dddd", "(0ddd) dddddd",
    "(0dddd) dddddd", "0dd dddd dddd", "0ddd ddd dddd", "0dddd dddddd", "0dd/ddddddd",
    "0ddd/dddddd", "0dd-dddd-dddd", "0ddd-ddd-dddd",
  ]

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.phone, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard !text.continuesNumber(at: place), text[place - 1] != "$", text[place - 1] != "#" else {
      return nil
    }
    if text[place] == "+" { return international(text, place, digits: place + 1) }
    if text[place] == "0", text[place + 1] == "0",
      let found = international(text, place, digits: place + 2), text.hasGroups(found)
    {
      return found
    }
    for pattern in Self.national {
      if let end = pattern.end(in: text, at: place), text.endsNumber(at: end) { return place..<end }
    }
    return isLabelled(text, place) ? labelled(text, place) : nil
  }

  private func international(_ text: ByteText, _ place: Int, digits start: Int) -> Range<Int>? {
    guard text[start].isDigit, text[start] != "0" else { return nil }
    let groups = DigitGroups(text, at: start, most: 15)
    guard (8...15).contains(groups.digits), text.endsNumber(at: groups.end) else { return nil }
    return place..<groups.end
  }

  private func labelled(_ text: ByteText, _ place: Int) -> Range<Int>? {
    let groups = DigitGroups(text, at: place, most: 15)
    guard (7...15).contains(groups.digits), !groups.isDate, text.endsNumber(at: groups.end) else {
      return nil
    }
    return place..<groups.end
  }

  /// Whether `tel`, `phone`, `fax` or the like stands before a place.
  private func isLabelled(_ text: ByteText, _ place: Int) -> Bool {
    let end = text.start(before: place, limit: 4) {
      $0.isBlank || $0 == ":" || $0 == "." || $0 == "#" || $0 == "="
    }
    guard end < place else { return false }
    let start = text.start(before: end, limit: 12) { $0.isLetter }
    guard start < end, !text.isWord(before: start) else { return false }
    return Self.labels.contains(text, start..<end)
  }

  private static let labels = WordSet(
    """
    tel telephone phone ph call fax mobile mob cell telefon telefax tfno whatsapp sms dial
    handy hotline callback
    """)
}

extension ByteText {
  /// Whether a number that ends here is not the beginning of a longer one.
  func endsNumber(at end: Int) -> Bool {
    switch self[end] {
    case "-", ".", "/", ",", ":": !self[end + 1].isDigit
    default: !isWord(at: end)
    }
  }

  /// Whether the digits of a range are separated somewhere.
  func hasGroups(_ range: Range<Int>) -> Bool { range.contains { !self[$0].isDigit } }
}
