extension Pen {
  /// A whole sentence with its full stop.
  mutating func sentence(_ tense: Tense = .past) -> String {
    switch below(14) {
    case 0..<5: return clause(tense).sentence
    case 5: return "\(clause(tense, 1)), and \(clause(tense, 1))".sentence
    case 6: return "\(clause(tense, 1)), but \(clause(tense, 1))".sentence
    case 7: return "\(zipf(Lexicon.conjunctions)) \(clause(tense, 1)), \(clause(tense, 1))".sentence
    case 8: return "\(clause(tense, 1)) \(zipf(Lexicon.conjunctions)) \(clause(tense, 1))".sentence
    case 9: return "\(adverb()), \(clause(tense))".sentence
    case 10:
      return "in \(year()), \(clause(tense))".sentence
    case 11:
      return "\(zipf(Lexicon.prepositions)) \(nominal(1).text), \(clause(tense, 1))".sentence
    case 12:
      let person = person()
      return "\(person.name), \(person.age), \(predicate(tense, isPlural: false))".sentence
    default: return "\(clause(tense, 1)); \(clause(tense, 1))".sentence
    }
  }

  /// What somebody said, with who said it.
  mutating func quotation() -> String {
    let person = person()
    let words = chance(0.5) ? sentence(.present) : sentence(.past)
    let cut = String(words.dropLast())
    let speaker =
      chance(0.4)
      ? "\(person.name), \(Inflection.article(person.role)) \(person.role)" : person.name
    switch below(5) {
    case 0: return "\"\(cut),\" said \(speaker)."
    case 1: return "\"\(cut),\" \(speaker) said."
    case 2: return "\(speaker) told reporters: \"\(words)\""
    case 3: return "\"\(cut),\" said \(speaker) in \(town().name). \"\(sentence(.present))\""
    default: return "According to \(speaker), \(clause(.past))."
    }
  }

  /// Sentences in a row.
  mutating func paragraph(_ sentences: ClosedRange<Int> = 2...5, _ tense: Tense = .past) -> String {
    var text = ""
    for i in 0..<number(sentences) {
      if i > 0 { text += " " }
      text += sentence(tense)
    }
    return text
  }

  /// Paragraphs until a size is reached.
  mutating func paragraphs(
    _ bytes: Int, _ write: (inout Pen) -> String = { $0.paragraph() }
  ) -> [String] {
    var blocks: [String] = []
    var size = 0
    repeat {
      blocks.append(write(&self))
      size += blocks[blocks.count - 1].utf8.count + 2
    } while size < bytes
    return blocks
  }

  /// "Clerk Opens Harbour in Velmora".
  mutating func headline() -> String {
    let words: String
    switch below(6) {
    case 0: words = "\(company().name) to \(verb()) \(noun()) in \(town().name)"
    case 1: words = "\(adjective()) \(noun()) \(Inflection.thirdPerson(verb())) \(noun())"
    case 2:
      words =
        "\(Inflection.plural(noun())) \(verb()) \(Inflection.plural(noun())) \(zipf(Lexicon.prepositions)) \(town().name)"
    case 3: words = "\(person().surname) \(Inflection.thirdPerson(verb())) \(adjective()) \(noun())"
    case 4:
      words =
        "\(town().name) \(noun()) \(Inflection.past(verb())) \(zipf(Lexicon.conjunctions)) \(noun()) \(Inflection.thirdPerson(pick(Lexicon.intransitive)))"
    default: words = "why \(Inflection.plural(noun())) \(verb()) the \(adjective()) \(noun())"
    }
    return words.titleCase
  }

  /// A year, of which recent ones are more frequent.
  mutating func year() -> Int { 2026 - below(1 + below(70)) }

  mutating func month() -> String {
    pick([
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ])
  }

  /// "14 March 2019" or "March 14, 2019".
  mutating func date() -> String {
    let (day, month, year) = (number(1...28), month(), year())
    return chance(0.5) ? "\(day) \(month) \(year)" : "\(month) \(day), \(year)"
  }

  /// "2019-03-14".
  mutating func isoDate() -> String {
    "\(year())-\(padded(number(1...12)))-\(padded(number(1...28)))"
  }

  /// "14:03:59".
  mutating func timeOfDay() -> String {
    "\(padded(below(24))):\(padded(below(60))):\(padded(below(60)))"
  }

  /// Words joined by a sign: "quiet-harbour-letters".
  mutating func slug(_ words: ClosedRange<Int> = 3...5, _ sign: String = "-") -> String {
    (0..<number(words)).map { _ in
      switch below(4) {
      case 0: adjective()
      case 1: verb()
      default: noun()
      }
    }.joined(separator: sign)
  }
}

extension String {
  /// With a capital at the beginning and a full stop at the end.
  var sentence: String { capitalizedFirst + "." }

  /// With a capital at the beginning.
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// With a capital at the beginning of every word.
  var titleCase: String {
    split(separator: " ").map { String($0).capitalizedFirst }.joined(separator: " ")
  }
}
