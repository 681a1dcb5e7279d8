extension Pen {
  /// An encyclopaedia article about a town, a person, a company, a species or a substance.
  mutating func wikiArticle() -> Draft {
    let (title, opening) = subject()
    let marks = below(3)
    var blocks = [marks == 0 ? title : marks == 1 ? "# \(title)" : "\(title)\n", opening]
    let sections = shuffled([
      "History", "Description", "Geography", "Economy", "Reception", "Distribution", "Uses",
      "Early life", "Career", "Culture", "Transport", "Structure", "Legacy", "Properties",
    ])
    var size = documentSize()
    var next = 0
    while size > 0 {
      if next < sections.count, chance(0.45) {
        let name = sections[next]
        blocks.append(marks == 0 ? "== \(name) ==" : marks == 1 ? "## \(name)" : name)
        next += 1
      }
      let text = chance(0.3) ? wikiFact() + " " + paragraph(1...3, .present) : paragraph(2...5)
      blocks.append(text)
      size -= text.utf8.count
    }
    if chance(0.4) {
      let references = (1...number(2...4)).map { "[\($0)] \(reference())" }
      blocks.append("References\n" + references.joined(separator: "\n"))
    }
    return Draft(.wiki, paragraphs: blocks)
  }

  private mutating func subject() -> (title: String, opening: String) {
    switch below(6) {
    case 0:
      let town = town()
      return (
        town.name,
        pick([
          "\(town.name) is a town in \(town.region) on the \(town.river), with \(town.population) inhabitants. \(sentence(.present))",
          "\(town.name) (postcode \(town.postcode)) was founded in \(town.founded) and lies in \(town.region). \(sentence())",
        ])
      )
    case 1:
      let person = person()
      return (
        person.name,
        "\(person.name) (born \(2026 - person.age) in \(person.town)) is \(Inflection.article(person.role)) \(person.role) who \(predicate(.past, isPlural: false))."
      )
    case 2:
      let company = company()
      return (
        company.name,
        "\(company.name) is a \(company.trade) company in \(company.town), founded in \(company.founded). It \(predicate(.present, isPlural: false)) and employs \(company.employees) people."
      )
    case 3:
      let species = zipf(world.species)
      let size = number(1...species.length)
      return (
        species.latin,
        pick([
          "\(species.latin) is \(nominal(1).text) of the family \(species.family). The \(species.common) \(predicate(.present, isPlural: false)).",
          "The \(species.common) \(predicate(.present, isPlural: false)). It belongs to \(species.family) and grows to \(size) cm in \(species.region).",
          "In \(species.region) the \(species.common), \(species.latin), \(predicate(.present, isPlural: false)). \(sentence(.present))",
        ])
      )
    case 4:
      let substance = zipf(world.substances)
      return (
        substance.capitalizedFirst,
        "\(substance.capitalizedFirst) melts at \(number(20...900)) degrees and \(predicate(.present, isPlural: false)). It was discovered by \(person().name) in \(year())."
      )
    default:
      let team = team()
      return (
        team.name,
        "\(team.name) is a club from \(team.town), coached by \(team.coach). The team \(predicate(.past, isPlural: false))."
      )
    }
  }

  private mutating func wikiFact() -> String {
    switch below(6) {
    case 0: return "In \(year()), \(person().name) \(predicate(.past, isPlural: false))."
    case 1: return "The population was \(number(300...90000)) at the census of \(year())."
    case 2: return "It is named after the \(noun()) of \(town().name)."
    case 3:
      let species = zipf(world.species)
      return "The \(species.common) (\(species.latin)) \(predicate(.present, isPlural: false))."
    case 4:
      return
        "It contains \(number(1...99)) per cent \(zipf(world.substances)) and some \(zipf(world.substances))."
    default: return "\(company().name) opened \(nominal(1).text) there in \(year())."
    }
  }

  private mutating func reference() -> String {
    "\(person().surname), \(characters(1, of: Array("ABCDEFGHJKLMNPRST".utf8))). (\(year())). \(headline()). \(town().name): \(company().name), pp. \(number(2...90))-\(number(91...400))."
  }
}
