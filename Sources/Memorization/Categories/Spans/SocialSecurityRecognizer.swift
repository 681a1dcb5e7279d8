/// Social security numbers of the United States: three, two and four digits with hyphens.
///
/// The area is not 000, 666 or above 899, no group is all zeros, and no digit or hyphen is next to
/// it.
struct SocialSecurityRecognizer: SpanRecognizer {
  var triggers: String { "012345678" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.ssn, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard text[place + 3] == "-", text[place + 6] == "-", text[place - 1] != "-",
      !text.continuesNumber(at: place),
      let area = number(text, place, 3), let group = number(text, place + 4, 2),
      let serial = number(text, place + 7, 4)
    else { return nil }
    let end = place + 11
    guard area != 0, area != 666, group != 0, serial != 0, !text.isWord(at: end),
      !(text[end] == "-" || text[end] == "." && text[end + 1].isDigit)
    else { return nil }
    return place..<end
  }

  private func number(_ text: ByteText, _ place: Int, _ digits: Int) -> Int? {
    var value = 0
    for offset in 0..<digits {
      guard text[place + offset].isDigit else { return nil }
      value = value * 10 + text[place + offset].digit
    }
    return value
  }
}
