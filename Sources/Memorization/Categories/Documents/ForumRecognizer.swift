/// Posts of a forum, mail threads, or articles of a wiki.
///
/// A forum has 7 points of its vocabulary, user names, quoted lines (`>`) and `[quote]` counted in, and
/// a telling term or a sign of it among them; a wiki has 6 points, links in double brackets and
/// headings between equal signs counted in.
struct ForumRecognizer: DocumentRecognizer {
  var category: Category { .forum }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let signsOfWiki = reading.language == nil ? wikiSigns(profile) : 0
    let wiki = profile.score(.wiki) + 2 * signsOfWiki
    if wiki >= 6, profile.isDense(profile.hits(.wiki) + signsOfWiki, oneIn: 60) {
      return true
    }
    let names = reading.spans.count { $0.category == .pseudonym }
    let signs = quotes(profile) + min(names, 4)
    return profile.score(.forum) + signs >= 7 && profile.score(.forum) >= 3
      && profile.isDense(profile.hits(.forum) + signs, oneIn: 25)
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
