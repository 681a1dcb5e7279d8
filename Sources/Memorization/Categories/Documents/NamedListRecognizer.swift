/// Lists of named things, one to a line or separated by commas.
///
/// Six items or more. Of the lines 3 in 4 are items: up to seven words with a capital, or up to
/// twelve after a bullet or a number, that don't end as sentences do. Or there are eight commas or
/// more, an item with a capital after 7 in 10 of them. Small words of prose are fewer than 1 in 8,
/// 1 in 5 in a list with bullets; numbers fewer than 1 in 2.
struct NamedListRecognizer: DocumentRecognizer {
  var category: Category { .namedList }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    guard reading.language == nil, !reading.isLog, !hasSentences(profile),
      2 * profile.words.count(where: \.isNumber) < profile.words.count,
      isListOfLines(profile) || isListOfCommas(profile)
    else { return false }
    return !ConfigurationRecognizer().recognizes(reading)
  }

  private func hasSentences(_ profile: TextProfile) -> Bool {
    let marked = profile.lines.count { isMarked(profile, $0) }
    let share = 4 * marked >= 3 * profile.lines.count ? 5 : 8
    // Titles write their small words with capitals.
    let small = profile.words.count {
      $0.subjects.contains(.function) && !$0.traits.contains(.capital)
    }
    return share * small >= profile.words.count
  }

  /// Whether a line begins with a bullet, or a number with a full stop or bracket after it.
  private func isMarked(_ profile: TextProfile, _ line: Line) -> Bool {
    let text = profile.text
    let start = line.range.lowerBound
    switch text[start] {
    case "*", "-", "+", Byte(0xE2), "o":
      if text[start + 1].isBlank || text[start].isHigh { return true }
    default: break
    }
    let number = text.end(from: start, limit: 4) { $0.isDigit }
    return number > start && (text[number] == "." || text[number] == ")") && text[number + 1] == " "
  }

  private func isListOfLines(_ profile: TextProfile) -> Bool {
    let items = profile.lines.count { isItem(profile, $0) }
    return items >= 6 && 4 * items >= 3 * profile.lines.count
  }

  private func isItem(_ profile: TextProfile, _ line: Line) -> Bool {
    let text = profile.text
    let isMarked = isMarked(profile, line)
    guard (1...(isMarked ? 12 : 7)).contains(line.words.count) else { return false }
    switch text[line.range.upperBound - 1] {
    case ".", "!", "?", ":", ";", "{", "}", "=", ">": return false
    default: break
    }
    let start = text[line.range.lowerBound]
    if start == "(" || line.range.contains(where: { isOfCode(text[$0]) }) { return false }
    let words = profile.words[line.words]
    guard let name = words.first(where: { !$0.isNumber }) else { return false }
    return (isMarked || name.traits.contains(.capital)) && !name.traits.contains(.underscore)
      && text[line.range.lowerBound] != "<" && !hasColon(text, line.range)
  }

  private func isOfCode(_ byte: Byte) -> Bool {
    switch byte {
    case "=", ";", "{", "}", "[", "]", "<", ">", "\\", "|", "$", "\"", "_": true
    default: false
    }
  }

  /// Whether a label and a value stand in a line, as in forms and settings.
  private func hasColon(_ text: ByteText, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] == ":" && !text[$0 + 1].isDigit }
  }

  private func isListOfCommas(_ profile: TextProfile) -> Bool {
    let commas = profile.count(",")
    guard commas >= 8, 6 * (commas + 1) >= profile.words.count else { return false }
    var capitals = 0
    for (left, right) in zip(profile.words, profile.words.dropFirst())
    where profile.text[left.end] == "," && right.traits.contains(.capital) { capitals += 1 }
    return 10 * capitals >= 7 * commas
  }
}
