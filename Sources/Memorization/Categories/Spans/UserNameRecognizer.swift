/// Names that users gave themselves, by what stands before or after them.
///
/// `user: x`, `posted by x`, `u/x`, `x wrote:`, and `<x>` or `**x**` at the beginning of a line,
/// where x has 3 to 24 characters with a letter and a digit or an underscore among them: a plain
/// word is not told from a word.
struct UserNameRecognizer: SpanRecognizer {
  var triggers: String { "uUaAbBnNlLmMhHpPwWsSfF<*" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.pseudonym, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    switch text[place] {
    case "<": return speaker(text, place)
    case "*": return heading(text, place)
    case "u" where text[place + 1] == "/": return name(text, place + 2)
    case "w" where text.has("wrote:", at: place), "s" where text.has("said:", at: place):
      return writer(text, before: place)
    default: break
    }
    let end = text.end(from: place, limit: 12) { $0.isLetter }
    guard end - place <= 10 else { return nil }
    if end == place + 2, text.has("by", at: place) {
      guard follows(text, place), text[end] == " " || text[end] == ":" else { return nil }
    } else {
      guard Self.labels.contains(text, place..<end), text[end] == ":" else { return nil }
    }
    return name(text, text.end(from: end, limit: 3) { $0.isBlank || $0 == ":" })
  }

  private func name(_ text: ByteText, _ start: Int) -> Range<Int>? {
    let end = text.end(from: start, limit: 25, while: Self.isOfName)
    let last = text.start(before: end, limit: 2) { $0 == "." || $0 == "-" }
    return Self.isName(text, start..<last) && !text.isWord(at: end) && text[end] != "@"
      && text[end] != "(" ? start..<last : nil
  }

  private func writer(_ text: ByteText, before place: Int) -> Range<Int>? {
    guard text[place - 1] == " " else { return nil }
    let start = text.start(before: place - 1, limit: 25, while: Self.isOfName)
    return Self.isName(text, start..<(place - 1)) ? start..<(place - 1) : nil
  }

  /// Who speaks in a line of a chat.
  private func speaker(_ text: ByteText, _ place: Int) -> Range<Int>? {
    let before = text[text.start(before: place, limit: 1) { $0 == " " } - 1]
    guard before.isLineEnd || before == "]" || before.isDigit else { return nil }
    let end = text.end(from: place + 1, limit: 25, while: Self.isOfName)
    guard text[end] == ">", text[end + 1] == " ", end - place > 3 else { return nil }
    return Self.isName(text, (place + 1)..<end) ? (place + 1)..<end : nil
  }

  /// `**name**` at the beginning of a line, as above a post.
  private func heading(_ text: ByteText, _ place: Int) -> Range<Int>? {
    guard text[place + 1] == "*", text[place - 1].isLineEnd, let name = name(text, place + 2),
      text.has("**", at: name.upperBound)
    else { return nil }
    return name
  }

  /// Whether `posted`, `submitted` or the like stands before `by`.
  private func follows(_ text: ByteText, _ place: Int) -> Bool {
    let end = text.start(before: place, limit: 2) { $0.isBlank }
    let start = text.start(before: end, limit: 12) { $0.isLetter }
    return start < end && Self.deeds.contains(text, start..<end)
  }

  private static func isOfName(_ byte: Byte) -> Bool {
    byte.isAlphanumeric || byte == "_" || byte == "-" || byte == "."
  }

  private static func isName(_ text: ByteText, _ range: Range<Int>) -> Bool {
    (3...24).contains(range.count) && range.contains { text[$0].isLetter }
      && range.contains { text[$0].isDigit || text[$0] == "_" }
  }

  private static let labels = WordSet(
    """
    user from username author nick nickname login member handle poster screenname
    """)

  private static let deeds = WordSet(
    """
    posted submitted started uploaded written created reply replied post comment quoted edited
    """)
}
