/// What a word looks like.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// Its first letter is a capital.
  static let capital = WordTraits(rawValue: 1)
  /// A letter after the first is small.
  static let small = WordTraits(rawValue: 2)
  /// It has a digit.
  static let digit = WordTraits(rawValue: 4)
  /// It has a letter.
  static let letter = WordTraits(rawValue: 8)
  /// It has an underscore.
  static let underscore = WordTraits(rawValue: 16)
}

/// A run of letters, digits and underscores.
struct Word: Sendable {
  let start: Int
  let end: Int
  let traits: WordTraits
  /// Where vocabularies list it.
  let subjects: SubjectSet

  var count: Int { end - start }
  var isNumber: Bool { traits.intersection([.digit, .letter]) == .digit }
  /// Written as a name is: a capital, then small letters.
  var isNameLike: Bool { traits.isSuperset(of: [.capital, .small]) }
  /// Capitals only, two or more.
  var isShouted: Bool {
    traits.contains(.capital) && traits.isDisjoint(with: [.small, .digit]) && count > 1
  }
}
