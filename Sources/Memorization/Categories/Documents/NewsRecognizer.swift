/// News, by kind: of a country or the world, of sports, of technology.
///
/// Points are those of the kind's vocabulary and of its signs: for the world `NewsSigns`, for
/// sports results such as `3-1` and minutes of a match, for technology measures such as `16 GB`.
/// Sports need 7 points, the
/// world 8, technology 9; the kind with most of them is it, sports before technology
/// before the world.
struct NewsRecognizer: DocumentRecognizer {
  let category: Category

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    guard profile.isProse else { return false }
    let (results, measures) = (results(profile), measures(profile))
    let sports = profile.score(.sports) + 2 * min(results, 3)
    let technology = profile.score(.technology) + 2 * min(measures, 2)
    switch category {
    case .sports:
      return sports >= 7 && profile.score(.sports) >= 4 && sports > technology
        && profile.isDense(profile.hits(.sports) + results, oneIn: 16)
    case .techNews:
      return technology >= 9 && technology > sports
        && profile.isDense(profile.hits(.technology) + measures, oneIn: 16)
    default:
      let signs = NewsSigns(profile).points
      let news = profile.score(.news) + signs
      return news >= 8 && profile.score(.news) >= (signs >= 6 ? 1 : 4)
        && 3 * sports < 4 * news && technology <= news
        && profile.isDense(profile.hits(.news) + signs, oneIn: 20)
    }
  }

  /// Pairs of numbers of up to three digits with a hyphen between them, not in a row of three, and
  /// ordinals before `minute`.
  private func results(_ profile: TextProfile) -> Int {
    let text = profile.text
    return zip(profile.words, profile.words.dropFirst()).count { first, second in
      if text.has("minute", at: second.start) { return isOrdinal(text, first) }
      return first.isNumber && second.isNumber && second.start == first.end + 1 && first.count <= 3
        && second.count <= 3 && text[first.end] == "-"
        && text[second.end] != "-" && text[first.start - 1] != "-"
    }
  }

  private func isOrdinal(_ text: ByteText, _ word: Word) -> Bool {
    text[word.start].isDigit && text[word.end - 1].isLetter
  }

  /// Numbers with a unit of memory, clock or screen after them.
  private func measures(_ profile: TextProfile) -> Int {
    zip(profile.words, profile.words.dropFirst()).count { first, second in
      first.isNumber && second.start <= first.end + 1
        && Self.units.contains(profile.text, second.start..<second.end)
    }
  }

  private static let units = WordSet(
    "gb tb mb ghz mhz mah inch megapixels megapixel cores fps mbps")
}
