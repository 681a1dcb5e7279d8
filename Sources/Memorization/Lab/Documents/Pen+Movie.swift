extension Pen {
  /// The synopsis of a film, with its cast.
  mutating func movie() -> Draft {
    let film = zipf(world.films)
    let hero = person()
    var blocks = [
      pick([
        "\(film.title) (\(film.year))",
        "\(film.title), \(film.minutes) min., directed by \(film.director)",
        "Film: \(film.title)\nDirector: \(film.director)",
      ])
    ]
    blocks += paragraphs(documentSize()) { pen in
      switch pen.below(4) {
      case 0:
        "\(hero.given) \(pen.predicate(.present, isPlural: false)) and meets \(pen.person().name), \(Inflection.article(hero.role)) \(hero.role) from \(pen.town().name). \(pen.sentence(.present))"
      case 1:
        "When \(pen.clause(.present, 1)), \(hero.given) \(pen.predicate(.present, isPlural: false)). \(pen.sentence(.present))"
      case 2:
        "\"\(pen.sentence(.past))\" wrote \(pen.person().name) of \(pen.headline()) in \(pen.year())."
      default: pen.paragraph(2...4, .present)
      }
    }
    if chance(0.7) {
      let roles = film.cast.map {
        "\($0) as \(chance(0.6) ? person().name : "the \(adjective()) \(noun())")"
      }
      blocks.append("Cast:\n" + roles.joined(separator: "\n"))
    }
    return Draft(.movie, paragraphs: blocks)
  }
}
