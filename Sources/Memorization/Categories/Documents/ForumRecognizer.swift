/// Posts of a forum, mail threads, or articles of a wiki.
///
/// A forum has 7 points of its vocabulary, user names, quoted lines (`>`) and `[quote]` counted in,
/// and a telling term or a sign of it among them. A wiki has 5 points, counting in links in double
/// brackets, headings between equal signs, and a title with which the next line begins (`Kaora is a
/// town`).
struct ForumRecognizer: DocumentRecognizer {
  var category: Category { .forum }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let signsOfWiki = reading.language == nil ? wikiSigns(profile) : 0
    let wiki = profile.score(.wiki) + 2 * signsOfWiki + (definesTitle(profile) ? 2 : 0)
    if wiki >= 5, profile.isDense(profile.hits(.wiki) + signsOfWiki, oneIn: 60) {
      return true
    }
    let names = reading.spans.count { $0.category == .pseudonym }
    let signs = quotes(profile) + 2 * min(names, 3)
    return profile.score(.forum) + signs >= 7 && profile.score(.forum) >= 3
      && profile.isDense(profile.hits(.forum) + signs, oneIn: 25)
  }

  /// Whether the second line begins with the words of the first, and `is`, `was` or a bracket.
  private func definesTitle(_ profile: TextProfile) -> Bool {
    guard profile.lines.count >= 2 else { return false }
    let (title, sentence) = (profile.lines[0], profile.lines[1])
    guard (1...6).contains(title.words.count), sentence.words.count > title.words.count + 3 else {
      return false
    }
    let text = profile.text
    for (first, second) in zip(title.words, sentence.words) {
      let (first, second) = (profile.words[first], profile.words[second])
      guard first.count == second.count,
        (0..<first.count).allSatisfy({ text[first.start + $0] == text[second.start + $0] })
      else { return false }
    }
    let next = profile.words[sentence.words.lowerBound + title.words.count]
    return text.has("is", at: next.start) || text.has("was", at: next.start)
      || text.has("are", at: next.start) || text[next.start - 1] == "("
  }

  /// Lines that begin with `>` or `[quote`.
  private func quotes(_ profile: TextProfile) -> Int {
    profile.lines.count { line in
      let start = line.range.lowerBound
      return (profile.text[start] == ">" && profile.text[start + 1].isSpace)
        || profile.text.has("[quote", at: start)
    }
  }

  /// Double brackets and braces, and headings such as `== History ==`.
  private func wikiSigns(_ profile: TextProfile) -> Int {
    let text = profile.text
    var signs = profile.lines.count {
      text.has("==", at: $0.range.lowerBound) && text.has("==", at: $0.range.upperBound - 2)
        && $0.words.count > 0
    }
    for word in profile.words {
      let isLink =
        text[word.start - 1] == "[" && text[word.start - 2] == "["
        && text[word.start].isLetter && text[word.end] != "("
      if isLink || text.has("[edit]", at: word.start - 1) { signs += 1 }
    }
    return signs
  }
}
