/// Tells whether a whole text is of one category, from what was counted in it.
protocol DocumentRecognizer: Sendable {
  /// What it tells.
  var category: Category { get }
  /// Whether the text is of the category.
  func recognizes(_ reading: Reading) -> Bool
}

extension TextProfile {
  /// Whether a share of all words, such as 1 in 50, is at most what `hits` says.
  func isDense(_ hits: Int, oneIn words: Int) -> Bool { hits * words >= self.words.count }

  /// Whether small words of English prose are 1 in 6 or more.
  var isProse: Bool { words.count >= 12 && isDense(hits(.function), oneIn: 6) }
}
