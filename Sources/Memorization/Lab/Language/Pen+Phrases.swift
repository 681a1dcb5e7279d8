// A small recursive grammar of English. Phrases nest up to a depth, so that the number of sentences
// has no practical bound, while their order of words can be learned.

extension Pen {
  /// When something takes place.
  enum Tense {
    case past, present
  }

  /// A phrase that a verb agrees with.
  struct Nominal {
    let text: String
    let isPlural: Bool
  }

  mutating func noun() -> String { chance(0.6) ? pick(topic.nouns) : pick(Lexicon.nouns) }
  mutating func adjective() -> String {
    chance(0.4) ? pick(topic.adjectives) : pick(Lexicon.adjectives)
  }
  mutating func verb() -> String { chance(0.5) ? pick(topic.verbs) : pick(Lexicon.transitive) }
  mutating func adverb() -> String { zipf(Lexicon.adverbs) }

  /// "the old harbour", "two letters from Velmora", "every clerk that waited".
  mutating func nominal(_ depth: Int = 2) -> Nominal {
    let core = simpleNominal()
    guard depth > 0 else { return core }
    switch below(12) {
    case 0, 1:
      return Nominal(
        text: "\(core.text) of \(nominal(depth - 1).text)", isPlural: core.isPlural)
    case 2:
      return Nominal(
        text: "\(core.text) \(zipf(Lexicon.prepositions)) \(nominal(depth - 1).text)",
        isPlural: core.isPlural)
    case 3:
      let clause = predicate(.past, isPlural: core.isPlural, depth - 1)
      return Nominal(text: "\(core.text) that \(clause)", isPlural: core.isPlural)
    case 4:
      return Nominal(text: "\(core.text) and \(nominal(depth - 1).text)", isPlural: true)
    default: return core
    }
  }

  private mutating func simpleNominal() -> Nominal {
    switch below(24) {
    case 0..<8:
      let adjective = chance(0.45) ? adjective() + " " : ""
      return Nominal(text: "the \(adjective)\(noun())", isPlural: false)
    case 8..<12:
      let words = (chance(0.45) ? adjective() + " " : "") + noun()
      return Nominal(text: "\(Inflection.article(words)) \(words)", isPlural: false)
    case 12..<15:
      let adjective = chance(0.5) ? adjective() + " " : ""
      return Nominal(text: adjective + Inflection.plural(noun()), isPlural: true)
    case 15:
      let amount = pick(["two", "three", "four", "five", "six", "ten", "twenty", "many", "several"])
      return Nominal(text: "\(amount) \(Inflection.plural(noun()))", isPlural: true)
    case 16:
      let owner = pick(["his", "her", "their", "our", "my", "its"])
      return Nominal(text: "\(owner) \(noun())", isPlural: false)
    case 17:
      let kind = pick(["every", "this", "that", "another", "no", "each"])
      return Nominal(text: "\(kind) \(noun())", isPlural: false)
    case 18:
      let kind = chance(0.4) ? adjective() + " " : ""
      return Nominal(text: kind + pick(Lexicon.masses), isPlural: false)
    case 19: return Nominal(text: person().name, isPlural: false)
    case 20: return Nominal(text: town().name, isPlural: false)
    case 21: return Nominal(text: company().name, isPlural: false)
    case 22: return Nominal(text: person().surname, isPlural: false)
    default: return Nominal(text: "\(noun()) \(Inflection.plural(noun()))", isPlural: true)
    }
  }

  /// A verb in a tense, with what belongs to it.
  mutating func predicate(_ tense: Tense, isPlural: Bool, _ depth: Int = 1) -> String {
    let manner = chance(0.15) ? adverb() + " " : ""
    let body: String
    switch below(12) {
    case 0..<5: body = "\(form(verb(), tense, isPlural)) \(nominal(depth).text)"
    case 5: body = form(pick(Lexicon.intransitive), tense, isPlural)
    case 6, 7:
      body =
        "\(form(pick(Lexicon.intransitive), tense, isPlural)) \(zipf(Lexicon.prepositions)) "
        + nominal(depth).text
    case 8: return "\(copula(tense, isPlural)) \(adjective())"
    case 9:
      let start = pick(["start", "continue", "want", "need", "agree", "refuse", "hope", "plan"])
      body = "\(form(start, tense, isPlural)) to \(verb()) \(nominal(depth).text)"
    case 10:
      let modal = pick(["could", "would", "should", "might", "must", "did not", "can", "will"])
      return "\(modal) \(verb()) \(nominal(depth).text)"
    default: return "\(copula(tense, isPlural)) \(nominal(depth).text)"
    }
    return manner + body
  }

  /// A verb that agrees with its subject.
  func form(_ verb: String, _ tense: Tense, _ isPlural: Bool) -> String {
    switch tense {
    case .past: Inflection.past(verb)
    case .present: isPlural ? verb : Inflection.thirdPerson(verb)
    }
  }

  private func copula(_ tense: Tense, _ isPlural: Bool) -> String {
    switch tense {
    case .past: isPlural ? "were" : "was"
    case .present: isPlural ? "are" : "is"
    }
  }

  /// A subject and its predicate.
  mutating func clause(_ tense: Tense = .past, _ depth: Int = 2) -> String {
    let subject = nominal(depth)
    return "\(subject.text) \(predicate(tense, isPlural: subject.isPlural, depth))"
  }
}
