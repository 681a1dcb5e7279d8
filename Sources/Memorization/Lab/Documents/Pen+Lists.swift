extension Pen {
  /// A list of addresses of web pages.
  mutating func urlList() -> Draft {
    let layout = below(4)
    var lines = chance(0.5) ? [headline()] : []
    var rest = documentSize()
    var count = 1
    while rest > 0 {
      let link = link()
      let line: String
      switch layout {
      case 0: line = link
      case 1: line = "- \(link)"
      case 2: line = "\(count). \(headline()): \(link)"
      default: line = "<a href=\"\(link)\">\(slug(2...4, " "))</a>"
      }
      lines.append(line)
      rest -= line.utf8.count
      count += 1
    }
    return Draft(.urlList, lines: lines)
  }

  /// A list of people, products, ingredients, species, towns or films.
  mutating func namedList() -> Draft {
    let (subject, mark) = (below(7), pick(["- ", "* ", "", "  ", "o "]))
    let numbered = chance(0.3)
    var lines = [headline() + (chance(0.5) ? ":" : "")]
    var rest = documentSize()
    while rest > 0 {
      let entry = entry(subject)
      lines.append((numbered ? "\(lines.count). " : mark) + entry)
      rest -= entry.utf8.count + 3
    }
    return Draft(.namedList, lines: lines)
  }

  private mutating func entry(_ subject: Int) -> String {
    switch subject {
    case 0:
      let person = person()
      return "\(person.name), \(person.role), \(person.town)"
    case 1:
      let company = company()
      let product = pick(company.products)
      return "\(product.name) by \(company.name) (\(product.price))"
    case 2:
      let unit = pick(["g", "ml", "cups of", "spoons of", "pinches of", ""])
      return "\(number(1...900)) \(unit) \(adjective()) \(noun())".replacing("  ", with: " ")
    case 3:
      let species = pick(world.species)
      return "\(species.latin) (\(species.common)), \(species.region)"
    case 4:
      let town = town()
      return "\(town.name), \(town.region), \(town.population)"
    case 5:
      let film = pick(world.films)
      return "\(film.title) (\(film.year)), \(chance(0.5) ? film.director : pick(film.cast))"
    default:
      return "\(adjective().capitalizedFirst) \(noun()), \(adjective()) \(noun()) and \(noun())"
    }
  }

  /// Rows of numbers, with or without names.
  mutating func numberTable() -> Draft {
    let columns = number(3...6)
    let sign = pick([",", ";", "\t", " | ", "  "])
    let kinds = (0..<columns).map { _ in below(6) }
    let scales = kinds.map { _ in pick([10, 100, 1000, 100_000]) }
    var lines = [(0..<columns).map { _ in noun() }.joined(separator: sign)]
    var rest = documentSize()
    while rest > 0 {
      let row = zip(kinds, scales).map { cell($0, $1) }.joined(separator: sign)
      lines.append(row)
      rest -= row.utf8.count
    }
    return Draft(.table, lines: lines)
  }

  private mutating func cell(_ kind: Int, _ scale: Int) -> String {
    switch kind {
    case 0, 1: "\(below(scale))"
    case 2: "\(below(scale)).\(digits(2))"
    case 3: isoDate()
    case 4: town().name
    default: "-\(below(scale)).\(digits(1))"
    }
  }

  /// Names, addresses and telephone numbers of businesses and people.
  mutating func directory() -> Draft {
    let layout = below(3)
    var blocks = [
      "\(town().name) \(pick(["Business Directory", "Contacts", "Members", "Trade Register", "Address Book"]))"
    ]
    var rest = documentSize()
    while rest > 0 {
      let block = contact(layout)
      blocks.append(block)
      rest -= block.utf8.count
    }
    return Draft(.directory, paragraphs: blocks)
  }

  /// Somebody's name, address, telephone number and e-mail address, all fresh but the name.
  mutating func contact(_ layout: Int, name: String? = nil) -> String {
    let isBusiness = name == nil && chance(0.5)
    let person = person()
    let name = name ?? (isBusiness ? company().name : person.name)
    let local = name.lowercased().filter { $0.isASCII && $0.isLetter }.prefix(12)
    let mail = email("\(local)\(chance(0.3) ? "" : String(number(1...999)))")
    let address = "\(address())"
    switch layout {
    case 0: return "\(name)\n\(address)\nPhone: \(phone())\nE-mail: \(mail)"
    case 1: return "\(name), \(address), tel. \(phone()), \(mail)"
    default: return "Name: \(name)\nAddress: \(address)\nTel: \(phone())\nMail: \(mail)"
    }
  }
}
