/// Synopses and casts of films: eight points of the vocabulary, one word in 20.
///
/// A line that begins with a label such as `Director:` has three points.
struct MovieRecognizer: DocumentRecognizer {
  var category: Category { .movie }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let labels = profile.lines.count { isLabelled(profile, $0) }
    return profile.score(.film) + 3 * labels >= 8
      && profile.isDense(profile.hits(.film) + 3 * labels, oneIn: 20)
  }

  private func isLabelled(_ profile: TextProfile, _ line: Line) -> Bool {
    guard let first = line.words.first else { return false }
    let word = profile.words[first]
    return word.start == line.range.lowerBound && profile.text[word.end] == ":"
      && Self.labels.contains(profile.text, word.start..<word.end)
  }

  private static let labels = WordSet(
    "film movie director cast starring genre runtime screenplay producer writer synopsis plot")
}
