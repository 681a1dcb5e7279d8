/// A vocabulary that a word or a pair of words may be listed in.
enum Subject: Int, CaseIterable, Sendable {
  case news, sports, technology, licence, promotion, religion, forum, wiki, film, form
  case level, failure, function
  case givenName, doubtfulGivenName, surname, doubtfulSurname, noName, organisation, title, particle
  case streetWord
  case swift, c, python, javaScript, java, go, shell, markup, sql
  /// A word that begins a listed pair.
  case pairStart
}

/// Vocabularies.
struct SubjectSet: OptionSet, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ subject: Subject) { rawValue = 1 << UInt64(subject.rawValue) }

  func contains(_ subject: Subject) -> Bool { contains(SubjectSet(subject)) }

  /// Calls `body` with each of them.
  @inline(__always) func forEach(_ body: (Int) -> Void) {
    var rest = rawValue
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}
