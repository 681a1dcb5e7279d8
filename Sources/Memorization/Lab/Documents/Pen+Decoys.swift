// Text that any model predicts well once it has begun, and that nobody has memorised: it is what
// plain perplexity falls for.

extension Pen {
  /// Repetitions of a fresh phrase, counting, rows of one character, or rows that hardly differ.
  mutating func decoy() -> Draft {
    let size = 700 + below(1500)
    switch below(20) {
    case 0..<11: return Draft(.decoy, lines: [loop(size)])
    case 11..<14: return Draft(.decoy, lines: lineLoop(size))
    case 14, 15: return Draft(.decoy, lines: counting(size))
    case 16: return Draft(.decoy, lines: monotone(size))
    case 17, 18: return Draft(.decoy, lines: countedRows(size))
    default: return Draft(.decoy, lines: filledTemplate(size))
    }
  }

  /// Two or three plain words, seldom more, so that the beginning costs little.
  private mutating func phrase() -> String {
    let starts = ["yes", "no", "please", "oh", "well", "and", "my", "the", "we", "I", "you", "so"]
    switch below(8) {
    case 0, 1: return "\(pick(starts)), \(pick(topic.nouns))"
    case 2: return "\(pick(starts)) \(noun())"
    case 3: return "\(verb()) \(pick(["it", "me", "them", "now", "again"]))"
    case 4: return "\(adjective()) \(noun())"
    case 5: return "\(pick(starts)) \(verb()) the \(noun())"
    case 6: return "the \(noun()) \(predicate(.past, isPlural: false, 0))"
    default: return noun()
    }
  }

  private mutating func loop(_ size: Int) -> String {
    let phrase = phrase()
    let unit: String
    switch below(4) {
    case 0: unit = phrase.capitalizedFirst + ". "
    case 1: unit = phrase.capitalizedFirst + "! "
    case 2: unit = phrase + ", "
    default: unit = phrase + " "
    }
    return String(repeating: unit, count: size / unit.utf8.count + 1).trimmed
  }

  private mutating func lineLoop(_ size: Int) -> [String] {
    let line = pick(["", "- ", "> ", "* "]) + phrase() + pick(["", ".", "!", ":", ";"])
    return Array(repeating: line, count: size / (line.utf8.count + 1) + 1)
  }

  private mutating func counting(_ size: Int) -> [String] {
    let (start, stride) = (below(900), pick([1, 1, 1, 2, 5, 10, number(1...12)]))
    let (before, sign) = (chance(0.5) ? noun() + " " : "", pick([", ", " ", "\n"]))
    let numbers = (0..<(size / (5 + before.utf8.count))).map { before + "\(start + stride * $0)" }
    return [numbers.joined(separator: sign)]
  }

  private mutating func monotone(_ size: Int) -> [String] {
    let unit = pick(["0", "0 ", "0,", "-", "=", "*", ".", "_", "x", "0.0 ", "a", "#", "1 ", "- "])
    let width = number(20...70)
    let row = String(String(repeating: unit, count: width).prefix(width)).trimmed
    return chance(0.5)
      ? [String(repeating: unit, count: size / unit.utf8.count)]
      : Array(repeating: row, count: size / width)
  }

  private mutating func countedRows(_ size: Int) -> [String] {
    let (before, after) = (noun(), noun())
    let value = chance(0.5) ? "\(below(100))" : adjective()
    let start = below(300)
    let sign = pick([",", "\t", " ", ": ", "="])
    return (0..<(size / (before.utf8.count + after.utf8.count + 8))).map {
      "\(before)\(sign)\(start + $0)\(sign)\(value)\(sign)\(after)"
    }
  }

  private mutating func filledTemplate(_ size: Int) -> [String] {
    let (a, b, c) = (noun(), verb(), noun())
    return (0..<(size / 45)).map { _ in
      "The \(a) of \(town().name) will \(b) the \(c) on day \(below(30))."
    }
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String {
    var view = self[...]
    while view.last == " " || view.last == "\n" { view.removeLast() }
    return String(view)
  }
}
