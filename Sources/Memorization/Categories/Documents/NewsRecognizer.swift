/// News, by kind: of a country or the world, of sports, of technology.
///
/// The kind is the one whose vocabulary has most points. News of the world also have a dateline, or
/// somebody who `said`; news of sports have results such as `3-1` or a telling term.
struct NewsRecognizer: DocumentRecognizer {
  let category: Category

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    guard profile.isProse else { return false }
    let (news, sports) = (profile.score(.news), profile.score(.sports))
    let technology = profile.score(.technology)
    switch category {
    case .sports:
      let results = scores(profile)
      return sports + min(results, 2) >= 8 && sports >= 6 && sports > technology
        && profile.isDense(profile.hits(.sports) + results, oneIn: 14)
    case .techNews:
      return technology >= 9 && technology > sports
        && profile.isDense(profile.hits(.technology), oneIn: 14)
    default:
      let dateline = hasDateline(profile) ? 4 : 0
      return news + dateline >= 9 && news >= 4 && 3 * sports < 4 * news && technology <= news
        && profile.isDense(profile.hits(.news), oneIn: 20)
    }
  }

  /// Pairs of numbers of up to three digits with a hyphen between them, not in a row of three.
  private func scores(_ profile: TextProfile) -> Int {
    zip(profile.words, profile.words.dropFirst()).count { first, second in
      first.isNumber && second.isNumber && second.start == first.end + 1 && first.count <= 3
        && second.count <= 3 && profile.text[first.end] == "-"
        && profile.text[second.end] != "-" && profile.text[first.start - 1] != "-"
    }
  }

  /// Whether a line begins with a place in capitals, perhaps an agency in brackets, and a dash.
  private func hasDateline(_ profile: TextProfile) -> Bool {
    profile.lines.prefix(4).contains { line in
      guard let first = line.words.first, profile.words[first].isShouted else { return false }
      let text = profile.text
      let end = min(line.range.lowerBound + 60, line.range.upperBound)
      for place in line.range.lowerBound..<end {
        if text[place] == Byte(0xE2), text[place + 1] == Byte(0x80),
          text[place + 2] == Byte(0x94) || text[place + 2] == Byte(0x93)
        {
          return true
        }
        if text[place] == "-", text[place + 1] == " " || text[place + 1] == "-" { return true }
      }
      return false
    }
  }
}
