extension Pen {
  /// Licences and terms of service, worded anew for each document.
  mutating func terms() -> Draft {
    let party = company()
    let title = pick([
      "Terms of Service", "Licence Agreement", "Privacy Notice", "Conditions of Sale",
      "End User Agreement", "Terms of Use", "Warranty",
    ])
    var blocks = [chance(0.5) ? "\(party.name) \(title)" : title.uppercased()]
    if chance(0.6) {
      blocks.append("Copyright (c) \(year()) \(party.name), \(party.town). \(rights())")
    }
    let numbered = below(3)
    var rest = documentSize()
    var count = 1
    while rest > 0 {
      let label = numbered == 0 ? "\(count). " : numbered == 1 ? "Section \(count). " : ""
      var text = label + term(party)
      for _ in 0..<below(3) { text += " " + term(party) }
      blocks.append(text)
      rest -= text.utf8.count
      count += 1
    }
    return Draft(.licence, paragraphs: blocks)
  }

  private mutating func rights() -> String {
    pick([
      "All rights reserved.", "Some rights reserved.", "Made available to every \(noun()).",
      "Not for sale with \(Inflection.plural(noun())).",
    ])
  }

  private mutating func term(_ party: World.Company) -> String {
    let (one, other) = (
      pick(["the licensee", "the user", "you", "the buyer", "each member", "the holder"]),
      pick(["the licensor", "we", party.name, "the seller", "the provider"])
    )
    let things =
      "\(pick(["the software", "the service", "the goods", "any copy", "the content", "this agreement"]))"
    switch below(10) {
    case 0:
      return
        "\(one) may \(verb()), \(verb()) or \(verb()) \(things) \(zipf(Lexicon.prepositions)) \(nominal(1).text)."
        .capitalizedFirst
    case 1:
      return "\(one) shall not \(verb()) \(things) unless \(clause(.present, 1)).".capitalizedFirst
    case 2:
      return "\(other) shall not be liable for \(nominal(2).text), even if \(clause(.past, 1))."
        .capitalizedFirst
    case 3:
      return
        "\(things) is provided without warranty of \(noun()), \(noun()) or \(adjective()) \(noun())."
        .capitalizedFirst
    case 4:
      return
        "If \(one) \(predicate(.present, isPlural: one == "you", 1)), \(other) may \(verb()) \(things) after \(number(2...90)) days."
    case 5: return "\(one) agrees that \(clause(.present, 2)).".capitalizedFirst
    case 6:
      return "Fees of \(price()) are due within \(number(5...90)) days; \(clause(.present, 1))."
    case 7:
      return "Notices to \(other) must \(verb()) \(nominal(1).text) and be sent to \(email())."
    case 8:
      return
        "The law of \(town().region) applies, and the courts of \(town().name) \(predicate(.present, isPlural: true))."
    default: return "\"\(noun().capitalizedFirst)\" means \(nominal(2).text)."
    }
  }
}
