/// Advertising: its vocabulary, prices, percentages and exclamation marks.
///
/// Eight points, at least five of them from words, and one word in 12.
struct PromotionRecognizer: DocumentRecognizer {
  var category: Category { .promotional }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let signs = prices(profile) + min(profile.count("!"), 2)
    let words = profile.score(.promotion)
    return words >= 5 && words + min(signs, 4) >= 8
      && profile.isDense(profile.hits(.promotion) + signs, oneIn: 12)
  }

  /// Numbers after a currency's sign or before a percent sign.
  private func prices(_ profile: TextProfile) -> Int {
    profile.words.count { word in
      guard word.isNumber else { return false }
      let before = profile.text[word.start - 1]
      return before == "$" || before == Byte(0xAC) || before == Byte(0xA3)
        || profile.text[word.end] == "%"
    }
  }
}
