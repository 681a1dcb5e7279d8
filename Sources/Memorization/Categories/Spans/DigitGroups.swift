/// Groups of digits with short separators between them, as telephone numbers have.
struct DigitGroups {
  private(set) var digits = 0
  private(set) var end: Int
  private var lengths: [Int] = []
  private var dotted = false

  /// Reads groups from a digit or an opening bracket on, while they hold `most` digits together.
  init(_ text: ByteText, at start: Int, most: Int) {
    var place = text[start] == "(" ? start + 1 : start
    end = start
    while lengths.count < 7 {
      let next = text.end(from: place, limit: most + 1) { $0.isDigit }
      guard next > place, digits + next - place <= most else { return }
      // A single digit is no group, except after a country's code, as in +44 (0)20.
      guard next - place > 1 || lengths.count <= 1 else { return }
      digits += next - place
      lengths.append(next - place)
      end = next
      place = text.end(from: next, limit: 3, while: Self.isSeparator)
      // Decimal fractions in a row are no groups: dots stand everywhere or nowhere.
      let hasDot = text[next] == "."
      if lengths.count > 1, hasDot != dotted { return }
      dotted = hasDot
      // A long enough number doesn't go on after a blank alone: what follows is another number.
      if digits >= 10, place == next + 1, text[next] == " " { return }
    }
  }

  /// Whether the groups are those of a date: a year and two pairs, or the other way round.
  var isDate: Bool { lengths == [4, 2, 2] || lengths == [2, 2, 4] }

  private static func isSeparator(_ byte: Byte) -> Bool {
    byte == " " || byte == "-" || byte == "." || byte == "(" || byte == ")" || byte == "/"
  }
}
