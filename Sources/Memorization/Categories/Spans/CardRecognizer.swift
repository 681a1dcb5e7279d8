/// Payment cards: digits in the groups that are printed on them, an issuer's prefix with its
/// length, and a right check digit (ISO/IEC 7812).
struct CardRecognizer: SpanRecognizer {
  var triggers: String { "23456" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.card, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard !text.continuesNumber(at: place) else { return nil }
    let separator = [4, 6].lazy.map { text[place + $0] }.first { $0 == " " || $0 == "-" }
    var digits: [Int] = []
    var end = place
    var group = 0
    while digits.count < 20 {
      if text[end].isDigit {
        digits.append(text[end].digit)
        group += 1
      } else if let separator, text[end] == separator, text[end + 1].isDigit, group >= 4 {
        group = 0
        if digits.count >= 15 { break }
      } else {
        break
      }
      end += 1
    }
    guard !text.isWord(at: end), !(text[end] == "-" && text[end + 1].isDigit),
      Self.isIssued(digits), Self.hasCheckDigit(digits)
    else { return nil }
    return place..<end
  }

  /// Whether an issuer gives out numbers that begin so and are so long.
  private static func isIssued(_ digits: [Int]) -> Bool {
    guard digits.count >= 13 else { return false }
    let prefix = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    switch (prefix, digits.count) {
    case (4000...4999, 13), (4000...4999, 16), (4000...4999, 19),
      (5100...5599, 16), (2221...2720, 16),
      (3400...3499, 15), (3700...3799, 15),
      (6011, 16), (6440...6599, 16), (3528...3589, 16), (6200...6299, 16...19),
      (3000...3059, 14), (3600...3699, 14), (3800...3899, 14):
      return true
    default: return false
    }
  }

  /// Luhn's sum: every second digit from the end doubled, its own digits added; divisible by ten.
  private static func hasCheckDigit(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? digit : 2 * digit
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }
}

extension ByteText {
  /// Whether the digit at a place goes on a number, a date or a version that began before it.
  func continuesNumber(at place: Int) -> Bool {
    switch self[place - 1] {
    case ".", ",", "-", "/", ":", "+": self[place - 2].isDigit
    default: false
    }
  }
}
