/// Texts that speak of a subject: points of its vocabulary, and how dense its words stand.
struct SubjectRecognizer: DocumentRecognizer {
  let category: Category
  let subject: Subject
  /// Points of different words: common ones have 1, telling ones 3.
  let least: Int
  /// At least one of so many words is of the vocabulary.
  let density: Int

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    return profile.score(subject) >= least && profile.isDense(profile.hits(subject), oneIn: density)
  }

  /// Licences: eight points, one word in 20.
  static let licence = SubjectRecognizer(
    category: .licence, subject: .licence, least: 8, density: 20)
  /// Films: eight points, one word in 20.
  static let movie = SubjectRecognizer(
    category: .movie, subject: .film, least: 8, density: 20)
}
