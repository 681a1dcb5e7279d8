/// What reports of a newspaper have whatever they report, in points.
///
/// A dateline has four. What somebody said in quotation marks has two, as has a person's age
/// between commas (`Ann Lee, 41, of Leeds`); of each kind two are counted at most, so that a
/// dialogue is no news.
struct NewsSigns {
  let points: Int

  /// Counts a text's signs.
  init(_ profile: TextProfile) {
    var (quotations, ages) = (0, 0)
    for (index, word) in profile.words.enumerated() {
      if Self.isQuotation(profile, word) { quotations += 1 }
      if index > 0, Self.isAge(profile, profile.words[index - 1], word) { ages += 1 }
    }
    let dateline = profile.lines.prefix(4).contains { Self.isDateline(profile, $0) }
    points = (dateline ? 4 : 0) + 2 * min(quotations, 2) + 2 * min(ages, 2)
  }

  /// Whether `said` or `told` follows a closing quotation mark, perhaps with a name between.
  private static func isQuotation(_ profile: TextProfile, _ word: Word) -> Bool {
    let text = profile.text
    guard word.count == 4, text.has("said", at: word.start) || text.has("told", at: word.start)
    else {
      return false
    }
    for place in (max(word.start - 24, 0)..<word.start).reversed() {
      let byte = text[place]
      if byte == "\"" || (byte == Byte(0x9D) && text[place - 2] == Byte(0xE2)) { return true }
      guard byte.isWord || byte == " " else { return false }
    }
    return false
  }

  /// A number of two digits between commas after a word with a capital.
  private static func isAge(_ profile: TextProfile, _ before: Word, _ word: Word) -> Bool {
    word.isNumber && word.count == 2 && before.isNameLike && word.start == before.end + 2
      && profile.text[before.end] == "," && profile.text[word.end] == ","
  }

  /// Whether a line begins with a place in capitals, or a place and a date, and a dash after it.
  private static func isDateline(_ profile: TextProfile, _ line: Line) -> Bool {
    guard let first = line.words.first, profile.words[first].traits.contains(.capital),
      let dash = dash(profile.text, line.range)
    else { return false }
    let before = profile.words[line.words].prefix { $0.end <= dash }
    guard let last = before.last, before.count <= 6 else { return false }
    if profile.words[first].isShouted { return true }
    return before.count >= 3 && last.isNumber && last.count <= 2
      && before[before.endIndex - 2].isNameLike
  }

  /// Where a dash between blanks, or two hyphens, stands in the first 60 bytes of a line.
  private static func dash(_ text: ByteText, _ range: Range<Int>) -> Int? {
    (range.lowerBound..<min(range.lowerBound + 60, range.upperBound)).first { place in
      switch text[place] {
      case "-": text[place - 1].isBlank && (text[place + 1].isBlank || text[place + 1] == "-")
      case Byte(0xE2):
        text[place + 1] == Byte(0x80)
          && (text[place + 2] == Byte(0x93) || text[place + 2] == Byte(0x94))
      default: false
      }
    }
  }
}
