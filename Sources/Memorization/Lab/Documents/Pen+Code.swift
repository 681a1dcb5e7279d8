extension Pen {
  /// The languages that source files are written in.
  private enum Language: CaseIterable {
    case c, python, swift, javaScript, shell, sql
  }

  /// A source file.
  mutating func sourceFile() -> Draft {
    let language = pick(Language.allCases)
    var blocks: [String] = []
    var size = documentSize()
    if chance(0.6) { blocks.append(remark(language, clause(.present, 1))) }
    blocks.append(imports(language))
    while size > 0 {
      let block = function(language)
      blocks.append(block)
      size -= block.utf8.count
    }
    return Draft(.code, paragraphs: blocks)
  }

  /// A long source file in C, cut at so many lines.
  mutating func sourceFile(lines count: Int) -> Draft {
    var lines = [remark(.c, clause(.present, 1))]
    while lines.count < count {
      lines += ("\n" + function(.c)).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    return Draft(.code, lines: Array(lines.prefix(count)))
  }

  private func remark(_ language: Language, _ text: String) -> String {
    switch language {
    case .c, .swift, .javaScript: "// \(text)"
    case .python, .shell: "# \(text)"
    case .sql: "-- \(text)"
    }
  }

  private mutating func imports(_ language: Language) -> String {
    let names = (0..<number(1...3)).map { _ in chance(0.5) ? noun() : program() }
    switch language {
    case .c: return names.map { "#include \"\($0).h\"" }.joined(separator: "\n")
    case .python: return names.map { "import \($0)" }.joined(separator: "\n")
    case .swift: return names.map { "import \($0.capitalizedFirst)" }.joined(separator: "\n")
    case .javaScript:
      return names.map { "const \($0) = require('\($0)');" }.joined(separator: "\n")
    case .shell: return "#!/bin/sh\nset -e\n\(names[0].uppercased())=/opt/\(program())/\(noun())"
    case .sql:
      return "CREATE TABLE \(names[0]) (\n  id INTEGER,\n  \(noun()) TEXT,\n  \(noun()) REAL\n);"
    }
  }

  private mutating func function(_ language: Language) -> String {
    let (a, b) = (noun(), noun())
    let name = identifier(language == .swift || language == .javaScript ? "" : "_")
    switch language {
    case .c:
      return
        "\(pick(["int", "void", "static int", "double", "char *"])) \(name)(int \(a), \(pick(["const char *", "double ", "int "]))\(b)) {\n\(body(language, a, b))}"
    case .python:
      return
        "def \(name)(\(a), \(b)=\(literal())):\n\(chance(0.4) ? "    \"\"\"\(sentence(.present))\"\"\"\n" : "")\(body(language, a, b))"
    case .swift:
      return
        "func \(name)(_ \(a): Int, \(b): \(pick(["String", "Double", "Int"]))) -> Int {\n\(body(language, a, b))}"
    case .javaScript: return "function \(name)(\(a), \(b)) {\n\(body(language, a, b))}"
    case .shell: return "\(name)() {\n\(body(language, a, b))}"
    case .sql: return query(a, b)
    }
  }

  private mutating func body(_ language: Language, _ a: String, _ b: String) -> String {
    let indent = language == .swift ? "  " : "    "
    var text = ""
    for _ in 0..<number(2...7) {
      if chance(0.15) { text += indent + remark(language, clause(.present, 0)) + "\n" }
      text += statement(language, a, b, indent)
    }
    return text + indent + ending(language, chance(0.5) ? a : b) + "\n"
  }

  private func ending(_ language: Language, _ value: String) -> String {
    switch language {
    case .c, .javaScript: "return \(value);"
    case .shell: "echo \"$\(value)\""
    default: "return \(value)"
    }
  }

  private mutating func statement(
    _ language: Language, _ a: String, _ b: String, _ indent: String
  ) -> String {
    let (x, call) = (noun(), identifier(language == .swift || language == .javaScript ? "" : "_"))
    let value = literal()
    let end = language == .c || language == .javaScript ? ";" : ""
    switch (language, below(4)) {
    case (.shell, 0): return "\(indent)\(x)=\"$(\(program()) --\(noun()) \(value))\"\n"
    case (.shell, 1): return "\(indent)if [ -f \"$\(a)/\(x)\" ]; then \(call) \"$\(b)\"; fi\n"
    case (.shell, _):
      return
        "\(indent)\(call) \"$\(x)\" | \(pick(["sort", "head", "wc", "uniq"])) > \(noun()).\(pick(["txt", "log", "csv"]))\n"
    case (.python, 0):
      return
        "\(indent)if \(a) \(pick(["<", ">", "==", "!="])) \(value):\n\(indent)    \(x) = \(call)(\(b))\n"
    case (.python, 1): return "\(indent)for \(x) in \(call)(\(a)):\n\(indent)    \(b) += \(x)\n"
    case (.swift, 0):
      return
        "\(indent)guard \(a) \(pick(["<", ">", "==", "!="])) \(value) else { return \(number(0...99)) }\n"
    case (.swift, 1): return "\(indent)let \(x) = \(call)(\(a), \(value))\n"
    case (_, 0):
      return
        "\(indent)if (\(a) \(pick(["<", ">", "==", "!="])) \(value)) {\n\(indent)    \(call)(\(b), \(number(0...64)))\(end)\n\(indent)}\n"
    case (_, 1): return "\(indent)\(x) = \(call)(\(a), \(value))\(end)\n"
    case (_, 2):
      return
        "\(indent)\(b) \(pick(["+=", "-=", "*=", "="])) \(x) \(pick(["+", "*", "-", "%"])) \(number(1...512))\(end)\n"
    default: return "\(indent)\(call)(\"\(clause(.past, 0))\", \(x))\(end)\n"
    }
  }

  private mutating func literal() -> String {
    switch below(4) {
    case 0: "\(number(0...1024))"
    case 1: "\"\(noun())\""
    case 2: "\(below(99)).\(digits(2))"
    default: noun()
    }
  }

  private mutating func query(_ a: String, _ b: String) -> String {
    switch below(3) {
    case 0:
      "SELECT \(a).\(noun()), COUNT(\(b).\(noun())) AS \(noun())\nFROM \(a) JOIN \(b) ON \(a).id = \(b).\(a)_id\nWHERE \(a).\(noun()) > \(number(1...999))\nORDER BY \(noun()) LIMIT \(number(1...500));"
    case 1:
      "INSERT INTO \(a) (\(noun()), \(noun()), \(b)) VALUES ('\(person().name)', '\(slug(1...2))', \(number(1...9999)));"
    default:
      "UPDATE \(a) SET \(b) = '\(adjective()) \(noun())' WHERE \(noun()) = \(number(1...999)) AND \(noun()) IS NOT NULL;"
    }
  }
}
