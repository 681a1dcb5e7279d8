/// Web forms: labels of fields without their values, or the elements of HTML for them.
///
/// Eight points of the vocabulary, of which the places to fill in give at most three, one word in
/// 5; or places to fill in on half of at least five lines; or three input elements of HTML.
struct WebFormRecognizer: DocumentRecognizer {
  var category: Category { .webForm }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    if inputs(profile) >= 3 { return true }
    let (labels, blanks) = places(profile)
    if reading.language == nil, blanks >= 4, 2 * (labels + blanks) >= profile.lines.count,
      profile.lines.count >= 5
    {
      return true
    }
    let signs = labels + blanks
    return signs >= 1 && profile.score(.form) >= 6 && profile.score(.form) + min(signs, 3) >= 8
      && profile.isDense(profile.hits(.form) + signs, oneIn: 5)
  }

  /// Lines that end with a star or a colon, and lines with a box, a blank or a choice to fill in.
  private func places(_ profile: TextProfile) -> (labels: Int, blanks: Int) {
    let text = profile.text
    var (labels, blanks) = (0, 0)
    for line in profile.lines {
      let last = text[line.range.upperBound - 1]
      if line.range.contains(where: { isBlank(text, $0) }) {
        blanks += 1
      } else if last == "*" || last == ":" || (last == ")" && isChoice(text, line.range)) {
        labels += 1
      }
    }
    return (labels, blanks)
  }

  /// `[ ]`, `( )` or `___`.
  private func isBlank(_ text: ByteText, _ place: Int) -> Bool {
    switch text[place] {
    case "[": text[place + 1] == " " && text[place + 2] == "]"
    case "(": text[place + 1] == " " && text[place + 2] == ")"
    case "_": text[place + 1] == "_" && text[place + 2] == "_"
    default: false
    }
  }

  /// `(red / green / blue)` at the end of a line.
  private func isChoice(_ text: ByteText, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] == "/" && text[$0 - 1] == " " && text[$0 + 1] == " " }
  }

  private func inputs(_ profile: TextProfile) -> Int {
    profile.words.count { word in
      profile.text[word.start - 1] == "<"
        && Self.elements.contains(profile.text, word.start..<word.end)
    }
  }

  private static let elements = WordSet("input select textarea fieldset")
}
