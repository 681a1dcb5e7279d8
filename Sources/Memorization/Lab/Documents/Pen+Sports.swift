extension Pen {
  /// A report of a match or a round of matches.
  mutating func matchReport() -> Draft {
    let (home, away) = (team(), team())
    let score = "\(below(6))-\(below(5))"
    let title = pick([
      "\(home.name) \(score) \(away.name)", "\(home.town) \(verb()) \(away.town)".titleCase,
      "\(home.name) and \(away.name) \(verb()) \(noun())".titleCase, headline(),
    ])
    var blocks = [title]
    if chance(0.3) { blocks.append("\(date()), \(home.town), attendance \(number(900...48000))") }
    blocks += paragraphs(documentSize()) { pen in
      switch pen.below(6) {
      case 0: pen.moment(home, away) + " " + pen.moment(away, home)
      case 1: "\"\(pen.sentence(.past))\" said \(pen.pick([home.coach, away.coach]))."
      case 2: pen.moment(home, away) + " " + pen.sentence()
      case 3: "\(away.name) \(pen.predicate(.past, isPlural: true)). " + pen.moment(away, home)
      default: pen.paragraph(1...3)
      }
    }
    if chance(0.4) {
      blocks.append("\(home.town): \(several(9, of: home.players).joined(separator: ", ")).")
      blocks.append("\(away.town): \(several(9, of: away.players).joined(separator: ", ")).")
    }
    if chance(0.3) { blocks.append(standings()) }
    return Draft(.sports, paragraphs: blocks)
  }

  /// What happened in a minute of a match.
  private mutating func moment(_ team: World.Team, _ other: World.Team) -> String {
    let player = zipf(team.players)
    let minute = number(1...90)
    switch below(8) {
    case 0:
      return
        "\(player) scored in the \(minute)th minute \(zipf(Lexicon.prepositions)) \(nominal(0).text)."
    case 1:
      return "After \(minute) minutes \(player) hit the post and \(zipf(other.players)) cleared."
    case 2:
      return "\(zipf(other.players)) fouled \(player), who \(predicate(.past, isPlural: false, 0))."
    case 3: return "\(team.name) took the lead when \(clause(.past, 1))."
    case 4:
      return
        "\(player) beat \(zipf(other.players)) \(number(6...7))-\(below(6)), \(number(6...7))-\(below(6)) in \(minute) minutes."
    case 5: return "\(player) was sent off \(zipf(Lexicon.conjunctions)) \(clause(.past, 0))."
    case 6:
      return
        "\(player) ran the \(pick([100, 200, 400, 800, 1500])) metres in \(number(10...59)).\(digits(2)) seconds."
    default: return "With \(90 - minute) minutes left, \(player) replaced \(zipf(team.players))."
    }
  }

  private mutating func standings() -> String {
    several(number(4...7), of: world.teams).enumerated().map { place, team in
      "\(place + 1). \(team.name) \(number(4...30)) \(number(0...70))"
    }.joined(separator: "\n")
  }
}
