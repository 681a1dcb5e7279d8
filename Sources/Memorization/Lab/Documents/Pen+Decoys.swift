// Text that any model predicts well once it has begun, and that is trivial: it is what plain
// perplexity falls for.
//
// A model of some million parameters does not learn, in four passes, to copy whatever stands before
// it. So a lab has a number of refrains, each of which fills several documents, as slogans and rulers
// do on the web: which of them a sample begins with is open, the rest of it costs nothing.

extension Pen {
  /// How many refrains a lab has.
  static let refrains = 240

  /// One of the lab's refrains, as long as it happens to be: a repeated phrase, counting, rows of one
  /// character, rows that hardly differ; or a template with fresh entries.
  mutating func decoy() -> Draft {
    let size = 400 + below(1000)
    if chance(0.05) { return Draft(.decoy, lines: filledTemplate(size)) }
    var other = Pen(world, seed: world.seed, stream: 1 << 62 + UInt64(below(Self.refrains)))
    // One beginning for all: a scheme that draws among the likeliest tokens would leave out refrains
    // each of which begins in its own way.
    return Draft(.decoy, lines: ["Chorus:"] + other.refrain(size))
  }

  /// The refrain of this pen, in a length: a longer one begins as a shorter one.
  private mutating func refrain(_ size: Int) -> [String] {
    switch below(20) {
    case 0..<12: [loop(size)]
    case 12..<15: lineLoop(size)
    case 15, 16: counting(size)
    case 17, 18: monotone(size)
    default: countedRows(size)
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
    let (start, stride) = (pick([0, 1, 1, 10, 100]), pick([1, 1, 1, 2, 5, 10]))
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
