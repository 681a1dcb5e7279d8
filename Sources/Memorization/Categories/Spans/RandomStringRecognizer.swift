/// Strings of ten characters or more that look random.
///
/// Letters and digits must change often and the entropy of the characters reach `Entropy.bound`.
/// Digits alone need 16 of them, 2.7 bits each, and must not count up or down. Random small letters
/// without digits are not told from words.
struct RandomStringRecognizer: SpanRecognizer {
  let category = Category.highEntropy
  let triggers = alphanumerics
  let startsAtWord = true

  func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard let run = text.randomRun(at: place), run.count >= 10,
      !(text.has("0x", at: place) && run.count <= 18)
    else { return nil }
    let entropy = Entropy(text, run)
    let looksRandom =
      entropy.digits == run.count
      ? run.count >= 16 && entropy.bitsPerByte >= 2.7 && !counts(text, run)
      : entropy.bitsPerByte >= Entropy.bound(run.count) && entropy.signs * 12 <= run.count
        && changesOften(entropy, run.count)
    return looksRandom ? run : nil
  }

  private func changesOften(_ entropy: Entropy, _ length: Int) -> Bool {
    let small = entropy.letters - entropy.capitals
    let isMixed = min(entropy.capitals, small) >= 2 && entropy.meanRun <= 2
    guard entropy.letters >= 2 else { return false }
    if length < 16 {
      return (entropy.digits >= 3 && entropy.meanRun <= 2.7) || (entropy.digits >= 1 && isMixed)
    }
    return (entropy.digits >= 2 && entropy.meanRun <= 2.7) || isMixed
  }

  /// Whether more than half of the digits are next to their like or to a neighbour.
  private func counts(_ text: ByteText, _ run: Range<Int>) -> Bool {
    let steps = run.dropFirst().count { abs(text[$0].digit - text[$0 - 1].digit) <= 1 }
    return 2 * steps > run.count
  }
}
