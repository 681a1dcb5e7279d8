extension Pen {
  /// A configuration file in one of five notations.
  mutating func configurationFile() -> Draft {
    let size = documentSize()
    switch below(5) {
    case 0: return Draft(.configuration, lines: sections(size, "[", "]", " = "))
    case 1: return Draft(.configuration, lines: yaml(size))
    case 2: return Draft(.configuration, lines: json(size))
    case 3: return Draft(.configuration, lines: properties(size))
    default: return Draft(.configuration, lines: xml(size))
    }
  }

  private mutating func setting(_ sign: String = "_") -> String {
    switch below(4) {
    case 0: "\(pick(["max", "min", "default", "enable", "use", "allow"]))\(sign)\(noun())"
    case 1:
      "\(noun())\(sign)\(pick(["size", "count", "timeout", "path", "port", "mode", "level", "name"]))"
    case 2: noun()
    default: "\(verb())\(sign)\(noun())"
    }
  }

  private mutating func value(quoted: Bool = false) -> String {
    let mark = quoted ? "\"" : ""
    switch below(9) {
    case 0, 1: return "\(number(0...4096))"
    case 2: return pick(["true", "false"])
    case 3: return "\(mark)/\(noun())/\(noun())/\(program())\(mark)"
    case 4: return "\(mark)\(noun())\(mark)"
    case 5: return "\(mark)\(domain()):\(number(80...65000))\(mark)"
    case 6: return "\(below(90)).\(digits(number(1...3)))"
    case 7: return "\(mark)\(slug(2...3))\(mark)"
    default: return "\(mark)\(link())\(mark)"
    }
  }

  private mutating func comment() -> String { "# \(clause(.present, 1))" }

  private mutating func sections(
    _ size: Int, _ open: String, _ close: String, _ sign: String
  ) -> [String] {
    var lines = chance(0.5) ? [comment()] : []
    var rest = size
    while rest > 0 {
      if chance(0.2) || lines.count < 2 { lines.append("\(open)\(noun())\(close)") }
      if chance(0.1) { lines.append(comment()) }
      lines.append(setting() + sign + value())
      rest -= lines[lines.count - 1].utf8.count + 8
    }
    return lines
  }

  private mutating func yaml(_ size: Int) -> [String] {
    var lines = chance(0.3) ? [comment()] : []
    var rest = size
    while rest > 0 {
      lines.append("\(noun()):")
      for _ in 0..<number(2...6) {
        if chance(0.2) {
          lines.append("  \(noun()):")
          for _ in 0..<number(1...4) { lines.append("    - \(value())") }
        } else {
          lines.append("  \(setting()): \(value())")
        }
        rest -= 30
      }
    }
    return lines
  }

  private mutating func json(_ size: Int) -> [String] {
    var lines = ["{"]
    for group in 0..<max(1, size / 180) {
      lines.append((group > 0 ? "  " : "  ") + "\"\(setting())\": {")
      let count = number(2...6)
      for i in 0..<count {
        lines.append("    \"\(setting())\": \(value(quoted: true))\(i + 1 < count ? "," : "")")
      }
      lines.append(group + 1 < max(1, size / 180) ? "  }," : "  }")
    }
    return lines + ["}"]
  }

  private mutating func properties(_ size: Int) -> [String] {
    let root = program()
    var lines = ["# \(root) \(number(1...9)).\(below(20)), \(date())"]
    var rest = size
    while rest > 0 {
      let line = "\(chance(0.6) ? root : noun()).\(noun()).\(setting("-"))=\(value())"
      lines.append(line)
      rest -= line.utf8.count
    }
    return lines
  }

  private mutating func xml(_ size: Int) -> [String] {
    let root = noun()
    var lines = ["<?xml version=\"1.0\"?>", "<\(root) name=\"\(program())\">"]
    var rest = size
    while rest > 0 {
      let tag = noun()
      let line: String
      switch below(3) {
      case 0: line = "  <\(tag) \(noun())=\"\(value())\" \(noun())=\"\(value())\"/>"
      case 1: line = "  <\(tag)>\(value())</\(tag)>"
      default: line = "  <!-- \(clause(.present, 0)) -->"
      }
      lines.append(line)
      rest -= line.utf8.count
    }
    return lines + ["</\(root)>"]
  }
}
