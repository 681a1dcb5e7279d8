/// Words, and pairs of words, that tell one subject.
struct VocabularyList: Sendable {
  let subject: Subject
  /// Whether one of them tells more than a common word does.
  let isStrong: Bool
  /// Each entry's one or two words.
  let entries: [[Substring]]

  /// A list as it is written: entries by commas, the words of an entry by blanks and line ends.
  init(_ subject: Subject, strong: Bool = false, _ text: String) {
    self.subject = subject
    isStrong = strong
    entries = text.split(separator: ",")
      .map { $0.split(whereSeparator: \.isWhitespace) }.filter { !$0.isEmpty }
  }

  /// A list of single words, by blanks and line ends.
  init(_ subject: Subject, words: String) {
    self.subject = subject
    isStrong = false
    entries = words.split(whereSeparator: \.isWhitespace).map { [$0] }
  }
}
