/// Log files and error reports.
///
/// A line is of a log if it begins with a time or a level in brackets or capitals, or is a request
/// that a web server wrote down. Two such lines that are a third of all are a log, and a single one
/// that is all there is. A stack trace is known by two of its frames, or one frame and its
/// announcement. Prose that speaks of errors has none of these.
struct LogRecognizer: DocumentRecognizer {
  var category: Category { .logs }

  func recognizes(_ reading: Reading) -> Bool { reading.isLog }

  /// Whether a text is one.
  static func isLog(_ profile: TextProfile) -> Bool {
    var (logged, frames) = (0, 0)
    for line in profile.lines {
      if StackFrame.matches(profile, line) {
        frames += 1
      } else if isLogged(profile, line) {
        logged += 1
      }
    }
    if frames >= 2 || (frames == 1 && profile.score(.failure) >= Vocabulary.strong) { return true }
    let all = logged + frames
    if all >= 2 { return 3 * all >= profile.lines.count }
    return all == 1 && profile.lines.count <= 2
      || profile.score(.failure) >= 6 && profile.isDense(profile.hits(.failure), oneIn: 20)
  }

  private static func isLogged(_ profile: TextProfile, _ line: Line) -> Bool {
    let text = profile.text
    let start = line.range.lowerBound
    if let rest = LogTime.end(in: text, at: start) {
      return hasLevel(profile, line) || rest < line.range.upperBound && line.words.count >= 6
    }
    if isRequest(text, line.range) { return true }
    return beginsWithLevel(profile, line)
  }

  /// Whether the line has a level in capitals, or in brackets.
  private static func hasLevel(_ profile: TextProfile, _ line: Line) -> Bool {
    profile.words[line.words].contains { word in
      word.subjects.contains(.level)
        && (word.isShouted || profile.text[word.start - 1] == "[" || profile.text[word.end] == ":")
    }
  }

  /// `ERROR something`, `[warn] something`, `error: something`; a colon alone doesn't suffice in
  /// prose.
  private static func beginsWithLevel(_ profile: TextProfile, _ line: Line) -> Bool {
    guard let first = line.words.first else { return false }
    let word = profile.words[first]
    guard word.subjects.contains(.level), word.start <= line.range.lowerBound + 1 else {
      return false
    }
    let next = profile.text[word.end]
    return (word.isShouted && (next == " " || next == ":" || next == "]"))
      || (profile.text[word.start - 1] == "[" && next == "]")
  }

  /// The line of a web server's access log: a method and a version of the protocol in quotes.
  private static func isRequest(_ text: ByteText, _ range: Range<Int>) -> Bool {
    for place in range where text[place] == "\"" {
      for method in ["get /", "post /", "head /", "put /", "delete /"] as [StaticString]
      where text.has(method, at: place + 1) { return true }
    }
    return false
  }
}
