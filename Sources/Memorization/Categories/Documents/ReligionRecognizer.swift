/// Religious texts: vocabulary, or verse numbers such as `3:16` with some of it.
///
/// Without verse numbers 8 points and one word in 25 are needed, with two of them 4 points.
struct ReligionRecognizer: DocumentRecognizer {
  var category: Category { .religious }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let score = profile.score(.religion)
    guard score >= 4, profile.isDense(profile.hits(.religion), oneIn: 25) else { return false }
    return score >= 8 || verses(profile) >= 2
  }

  /// Pairs of numbers with a colon between them that are no time of day in a row of three.
  private func verses(_ profile: TextProfile) -> Int {
    zip(profile.words, profile.words.dropFirst()).count { first, second in
      first.isNumber && second.isNumber && second.start == first.end + 1
        && profile.text[first.end] == ":" && profile.text[second.end] != ":"
        && profile.text[first.start - 1] != ":"
    }
  }
}
