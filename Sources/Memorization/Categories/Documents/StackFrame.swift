/// One frame of a stack trace, as Java, Python, .NET, JavaScript or a debugger writes it.
enum StackFrame {
  /// Whether a line is one.
  static func matches(_ profile: TextProfile, _ line: Line) -> Bool {
    let text = profile.text
    let start = line.range.lowerBound
    let last = text[line.range.upperBound - 1]
    if text.has("at ", at: start) {
      return line.indentation > 0 && (last == ")" || last.isDigit)
        && line.range.contains { text[$0] == "(" || text[$0] == ":" }
    }
    if text.has("file \"", at: start) {
      return profile.words[line.words].contains { text.has("line ", at: $0.start) }
    }
    if text[start] == "#" || text[start].isDigit { return isNumbered(profile, line) }
    return text.has("... ", at: start) && text.has(" more", at: line.range.upperBound - 5)
  }

  /// `#3  0x00007f3a in f ()`, `#3 f at main.c:12`, or `3  lantern  0x1000fee3 f + 679`.
  private static func isNumbered(_ profile: TextProfile, _ line: Line) -> Bool {
    let text = profile.text
    let first = line.range.lowerBound + (text[line.range.lowerBound] == "#" ? 1 : 0)
    let number = text.end(from: first, limit: 4) { $0.isDigit }
    guard number > first, text[number].isBlank else { return false }
    let hasAddress = profile.words[line.words].contains {
      text.has("0x", at: $0.start) && $0.count >= 8
    }
    if first == line.range.lowerBound {
      return hasAddress && text[line.range.upperBound - 1].isDigit
    }
    return hasAddress || (line.words.count > 4 && text[line.range.upperBound - 1].isDigit)
  }
}
