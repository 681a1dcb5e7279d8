/// Web forms: labels of fields without their values.
///
/// Eight points of the vocabulary, stars that mark required fields, boxes and blanks to fill in counted
/// with at most three, one word in 5.
struct WebFormRecognizer: DocumentRecognizer {
  var category: Category { .webForm }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let signs = marks(profile)
    return profile.score(.form) >= 6 && profile.score(.form) + min(signs, 3) >= 8
      && profile.isDense(profile.hits(.form) + signs, oneIn: 5)
  }

  /// Lines that end with a star or a colon, and boxes or blanks to fill in.
  private func marks(_ profile: TextProfile) -> Int {
    let text = profile.text
    return profile.lines.count { line in
      let last = text[line.range.upperBound - 1]
      return last == "*" || last == ":" || text.has("[ ]", at: line.range.lowerBound)
        || text.has("( )", at: line.range.lowerBound)
        || text.has("___", at: line.range.upperBound - 3)
    }
  }
}
