extension Pen {
  /// Verses in the manner of a scripture, of no religion there is.
  mutating func verse() -> Draft {
    let book = "\(pick(["First ", "Second ", "Third ", "", "", ""]))\(person().surname)"
    var chapter = number(1...40)
    var number = number(1...20)
    let layout = below(3)
    var blocks = ["The Book of \(book), Chapter \(chapter)"]
    var rest = documentSize()
    while rest > 0 {
      let label = layout == 0 ? "\(chapter):\(number) " : layout == 1 ? "\(number) " : ""
      let line = label + scripture()
      blocks.append(line)
      rest -= line.utf8.count
      number += 1
      if chance(0.06) {
        (chapter, number) = (chapter + 1, 1)
        if layout == 1 { blocks.append("Chapter \(chapter)") }
      }
    }
    return Draft(.verse, blocks, separator: layout == 2 ? "\n\n" : "\n")
  }

  private mutating func scripture() -> String {
    let (a, b) = (noun(), noun())
    switch below(12) {
    case 0:
      return
        "And the Lord of \(Inflection.plural(a)) said unto \(person().given), \(sentence(.present))"
    case 1:
      return "Blessed are the \(Inflection.plural(a)), for they shall \(verb()) \(nominal(1).text)."
    case 2: return "Thou shalt not \(verb()) thy neighbour's \(a), nor \(verb()) his \(b)."
    case 3: return "For \(clause(.past, 1)), and \(clause(.past, 1))."
    case 4: return "Behold, \(nominal(1).text) shall \(verb()) \(nominal(1).text)."
    case 5: return "And it came to pass that \(clause(.past, 2))."
    case 6: return "O \(adjective()) \(a), \(verb()) us from \(nominal(1).text)."
    case 7:
      return
        "He that \(Inflection.thirdPerson(verb())) \(nominal(1).text) shall \(verb()) \(nominal(0).text)."
    case 8:
      return
        "And \(person().given) begat \(person().given), and \(person().given) begat \(person().given)."
    case 9: return "Praise \(nominal(1).text), ye \(Inflection.plural(b)) of \(town().name)."
    case 10:
      return
        "As \(nominal(0).text) \(predicate(.present, isPlural: false, 0)), so shall \(nominal(0).text) \(verb()) \(nominal(1).text)."
    default: return "Then \(clause(.past, 1)); yea, \(clause(.past, 1))."
    }
  }
}
