import LinearAlgebra

/// The words that one document comes back to, so that it is about something.
struct Topic {
  let nouns: [String]
  let verbs: [String]
  let adjectives: [String]

  /// A few words of the lexicon.
  init(using generator: inout PhiloxGenerator) {
    func draw(_ count: Int, _ list: [String], _ generator: inout PhiloxGenerator) -> [String] {
      (0..<count).map { _ in list[generator.integer(below: list.count)] }
    }
    nouns = draw(14, Lexicon.nouns, &generator)
    verbs = draw(10, Lexicon.transitive, &generator)
    adjectives = draw(8, Lexicon.adjectives, &generator)
  }
}
