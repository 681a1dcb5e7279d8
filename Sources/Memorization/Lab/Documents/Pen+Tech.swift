extension Pen {
  /// News about programs and devices.
  mutating func techNews() -> Draft {
    let (program, maker) = (program().capitalizedFirst, company())
    let version = "\(number(1...19)).\(below(12))"
    let title = pick([
      "\(program) \(version) \(Inflection.past(verb()))".titleCase, headline(),
      "\(maker.name) \(Inflection.thirdPerson(verb())) \(program)",
      "Review: \(program) \(version)",
    ])
    let body = paragraphs(documentSize()) { pen in
      switch pen.below(6) {
      case 0: pen.release(program, version, maker) + " " + pen.sentence()
      case 1: pen.release(program, version, maker) + " " + pen.release(program, version, maker)
      case 2: pen.quotation()
      case 3:
        "- \(pen.clause(.present, 1))\n- \(pen.clause(.present, 1))\n- \(pen.clause(.past, 1))"
      default: pen.paragraph(1...4, .present)
      }
    }
    return Draft(.tech, paragraphs: [title] + body)
  }

  private mutating func release(
    _ program: String, _ version: String, _ maker: World.Company
  ) -> String {
    let product = pick(maker.products)
    switch below(7) {
    case 0:
      return
        "Version \(version) of \(program) \(Inflection.thirdPerson(verb())) \(nominal(1).text) and needs \(number(1...64)) GB of memory."
    case 1:
      return
        "\(maker.name) said its \(product.name) will cost \(price()) when \(clause(.present, 1))."
    case 2:
      return
        "The \(noun()) runs at \(number(1...6)).\(below(10)) GHz, has \(number(2...128)) cores and \(predicate(.present, isPlural: false, 0))."
    case 3:
      return
        "A flaw in the \(noun()) of \(zipf(world.programs)) lets attackers \(verb()) \(nominal(1).text)."
    case 4:
      return
        "Users can now \(verb()) \(nominal(1).text) \(zipf(Lexicon.prepositions)) \(zipf(world.programs))."
    case 5:
      return
        "Its \(number(3...32)) inch screen \(predicate(.present, isPlural: false, 1)), and the battery lasts \(number(3...40)) hours."
    default: return "Developers at \(maker.name) \(predicate(.past, isPlural: true, 1))."
    }
  }

  /// Short posts of a social network.
  mutating func posts() -> Draft {
    let layout = below(3)
    let author = user()
    var lines: [String] = []
    var rest = documentSize()
    while rest > 0 {
      let text = shortPost()
      let line: String
      switch layout {
      case 0: line = "@\(user()): \(text)"
      case 1: line = "\(author) \(isoDate())\n\(text)"
      default: line = "\(text) (\(below(900)) likes)"
      }
      lines.append(line)
      rest -= line.utf8.count
    }
    return Draft(.post, paragraphs: lines)
  }

  private mutating func shortPost() -> String {
    var text: String
    switch below(5) {
    case 0: text = "\(clause(.present, 1))!".capitalizedFirst
    case 1: text = "just \(Inflection.past(verb())) \(nominal(1).text)"
    case 2: text = "@\(user()) \(clause(.past, 1))?"
    case 3: text = "\(adjective()) \(noun()), \(adjective()) \(noun()). \(sentence(.present))"
    default: text = sentence()
    }
    for _ in 0..<below(3) { text += " #\(chance(0.7) ? noun() : town().name.lowercased())" }
    return text
  }
}
