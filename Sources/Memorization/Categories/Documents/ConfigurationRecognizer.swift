/// Configuration: ini, properties, YAML, JSON, XML that is not HTML, and blocks of directives.
///
/// Three entries or more that are half of all lines. An entry is a key of letters, digits and `._-`
/// with `=` or `:` and no statement after it, or a `[section]` beside such entries; in JSON keys
/// stand in quotes. XML needs three pairs of tags. Entries of code (`let x = 1;`) are none.
struct ConfigurationRecognizer: DocumentRecognizer {
  var category: Category { .configuration }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    if reading.language != nil { return false }
    if quotedKeys(profile) >= 3 || elements(profile) >= 3 { return true }
    var (entries, plain) = (0, 0)
    for line in profile.lines {
      switch kind(profile, line) {
      case .entry: entries += 1
      case .section, .comment: break
      case .plain: plain += 1
      }
    }
    return entries >= 3 && entries >= plain && !profile.isProse
  }

  private enum LineKind { case entry, section, comment, plain }

  private func kind(_ profile: TextProfile, _ line: Line) -> LineKind {
    let text = profile.text
    let (start, end) = (line.range.lowerBound, line.range.upperBound)
    switch text[start] {
    case "[" where text[end - 1] == "]": return .section
    case "#", ";": return .comment
    case "-" where text[start + 1] == " " || text[start + 1] == "-": return .section
    default: break
    }
    let key = text.end(from: start, limit: 64) {
      $0.isAlphanumeric || $0 == "_" || $0 == "." || $0 == "-" || $0 == "/"
    }
    guard key > start, !text[start].isDigit else { return .plain }
    let sign = text.end(from: key, limit: 32) { $0.isBlank }
    if text[sign] == "=", text[sign + 1] != "=" { return text[end - 1] == ";" ? .plain : .entry }
    // A label of prose, such as "Note: see below", has a capital and a sentence after it.
    if text[key] == ":", text[key + 1].isSpace {
      return text[start].isUpper || line.words.count > 10 ? .plain : .entry
    }
    // A directive of a server's configuration.
    if text[end - 1] == ";", sign > key, text[start].isLower, line.words.count <= 8 {
      return .entry
    }
    return text[end - 1] == "{" || text[end - 1] == "}" ? .section : .plain
  }

  /// Words in quotes with a colon after them, as keys of JSON are.
  private func quotedKeys(_ profile: TextProfile) -> Int {
    guard profile.count("\"") >= 6, profile.count("{") + profile.count("}") > 0 else { return 0 }
    return profile.words.count { word in
      guard profile.text[word.end] == "\"" else { return false }
      let colon = profile.text.end(from: word.end + 1, limit: 4) { $0.isBlank }
      return profile.text[colon] == ":"
    }
  }

  /// Closing tags that are not of HTML.
  private func elements(_ profile: TextProfile) -> Int {
    let text = profile.text
    return profile.words.count { word in
      let closes = text[word.start - 1] == "/" && text[word.start - 2] == "<"
      let isEmpty =
        text[word.start - 1] == "<" && text[word.end].isBlank && profile.count("=") >= 3
      return (closes || isEmpty) && !HTMLTag.begins(text, at: word.start - (closes ? 2 : 1))
    }
  }
}
