extension Pen {
  /// A news article: headline, dateline, statements and quotations.
  mutating func newsArticle() -> Draft {
    let town = town()
    var opening: String
    switch below(5) {
    case 0: opening = "\(town.name.uppercased()) (\(agency())) - \(sentence())"
    case 1: opening = "\(town.name), \(month()) \(number(1...28)) - \(sentence())"
    case 2: opening = "By \(person().name)\n\n\(sentence())"
    case 3: opening = "\(agency()), \(date()): \(sentence())"
    default: opening = sentence()
    }
    if chance(0.6) { opening += " " + newsFact(town) }
    let body = paragraphs(documentSize()) { pen in
      switch pen.below(6) {
      case 0, 1: pen.quotation() + (pen.chance(0.5) ? " " + pen.sentence() : "")
      case 2: pen.newsFact(town) + " " + pen.sentence()
      default: pen.paragraph(1...4)
      }
    }
    return Draft(.news, paragraphs: [headline(), opening] + body)
  }

  /// A press agency.
  mutating func agency() -> String {
    "\(zipf(world.programs).uppercased().prefix(3))\(pick(["P", "N", "R"]))"
  }

  /// A statement about a place, its people or its companies.
  mutating func newsFact(_ town: World.Town) -> String {
    switch below(7) {
    case 0:
      return
        "\(town.name), a town of \(town.population) people on the river \(town.river), \(predicate(.past, isPlural: false))."
    case 1:
      let company = company()
      return
        "\(company.name), which employs \(company.employees) people in \(company.town), \(predicate(.past, isPlural: false))."
    case 2:
      let company = company()
      return
        "Shares of \(company.name) \(pick(["rose", "fell", "gained", "lost"])) \(number(1...19)).\(below(10)) per cent after \(clause(.past, 1))."
    case 3:
      let person = person()
      return
        "\(person.name), \(person.age), of \(person.town), \(predicate(.past, isPlural: false))."
    case 4: return "The \(noun()) cost \(price()) and \(predicate(.past, isPlural: false, 0))."
    case 5: return "Police in \(town.region) \(predicate(.past, isPlural: true))."
    default:
      return
        "About \(number(2...98)) per cent of \(Inflection.plural(noun())) in \(town.region) \(predicate(.present, isPlural: true))."
    }
  }
}
