extension Pen {
  /// A web form, as text or as HTML.
  mutating func webForm() -> Draft {
    let isMarkup = chance(0.4)
    var lines = isMarkup ? ["<form action=\"/\(noun())/\(verb())\" method=\"post\">"] : [headline()]
    var rest = documentSize()
    while rest > 0 {
      let line = isMarkup ? markupField() : plainField()
      lines.append(line)
      rest -= line.utf8.count
    }
    lines.append(isMarkup ? "</form>" : "[\(verb().capitalizedFirst)] [Cancel]")
    return Draft(.webForm, lines: lines)
  }

  private mutating func fieldName() -> String {
    switch below(4) {
    case 0: pick(["First name", "Last name", "E-mail", "Telephone", "Country", "Password", "City"])
    case 1: "\(adjective()) \(noun())".capitalizedFirst
    case 2: "\(noun()) of \(noun())".capitalizedFirst
    default: "\(noun()) number".capitalizedFirst
    }
  }

  private mutating func choices() -> [String] {
    (0..<number(2...5)).map { _ in chance(0.3) ? town().name : noun() }
  }

  private mutating func plainField() -> String {
    switch below(6) {
    case 0: "\(fieldName()): ________"
    case 1: "\(fieldName()) * [ ] \(choices().joined(separator: " [ ] "))"
    case 2: "\(fieldName()): (\(choices().joined(separator: " / ")))"
    case 3: "Please \(verb()) \(nominal(1).text)."
    case 4: "[ ] I \(verb()) that \(clause(.present, 1))."
    default: "\(fieldName()) (\(adjective()), \(number(2...80)) characters at most): ____"
    }
  }

  private mutating func markupField() -> String {
    let name = identifier("_")
    switch below(4) {
    case 0:
      return
        "  <label>\(fieldName()) <input type=\"\(pick(["text", "email", "number", "date"]))\" name=\"\(name)\"></label>"
    case 1:
      let options = choices().map { "<option>\($0)</option>" }.joined()
      return "  <select name=\"\(name)\">\(options)</select>"
    case 2: return "  <p>\(sentence(.present))</p>"
    default:
      return
        "  <input type=\"checkbox\" id=\"\(name)\" value=\"\(number(1...99))\"> \(clause(.present, 0))"
    }
  }
}
