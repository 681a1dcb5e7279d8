/// Runs of ten letters and digits or more that look random: digests, base 64, and others.
///
/// One recogniser for the three, since they are judged by the same counts of the same run.
struct RandomStringRecognizer: SpanRecognizer {
  var triggers: String { Self.alphanumerics }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    let run = place..<text.end(from: place) { $0.isAlphanumeric }
    if let blob = blob(in: text, beginningWith: run) { return blob }
    guard run.count >= 10, !text.isWord(at: run.upperBound) else { return nil }
    let entropy = Entropy(text, run)
    if HexDigest.matches(text, run, entropy) { return CategoryMatch(category: .hash, range: run) }
    guard !(text.has("0x", at: place) && run.count <= 18), looksRandom(text, run, entropy) else {
      return nil
    }
    return CategoryMatch(category: .highEntropy, range: run)
  }

  /// The base 64 that begins with a run and may go on after `+` and `/`, if any begins there.
  private func blob(in text: ByteText, beginningWith run: Range<Int>) -> CategoryMatch? {
    let before = text[run.lowerBound - 1]
    if before == "+" || before == "/" {
      // Within a longer run, which was judged at its own beginning.
      guard !text[run.lowerBound - 2].isAlphanumeric else { return nil }
    }
    let end = text.end(from: run.upperBound) { $0.isAlphanumeric || $0 == "+" || $0 == "/" }
    guard end - run.lowerBound >= 24, !text.isWord(at: end) else { return nil }
    let whole = run.lowerBound..<end
    return CategoryMatch(.base64, Base64Blob.range(text, whole, Entropy(text, whole)))
  }

  /// Letters and digits must change often and the entropy of the characters reach `Entropy.bound`;
  /// a third is letters, unless all are hexadecimal digits: `16H160V128H63` draws a line.
  ///
  /// Digits alone need 16 of them, 2.7 bits each, and must not count up or down. Random small
  /// letters without digits are not told from words.
  private func looksRandom(_ text: ByteText, _ run: Range<Int>, _ entropy: Entropy) -> Bool {
    if entropy.digits == run.count {
      return run.count >= 16 && entropy.bitsPerByte >= 2.7 && !counts(text, run)
    }
    let isHex = run.allSatisfy { text[$0].isHexDigit }
    return (isHex || 3 * entropy.letters >= run.count) && changesOften(entropy, run.count)
      && entropy.bitsPerByte >= Entropy.bound(run.count)
  }

  private func changesOften(_ entropy: Entropy, _ length: Int) -> Bool {
    let small = entropy.letters - entropy.capitals
    let isMixed = min(entropy.capitals, small) >= 2 && entropy.meanRun <= 2
    guard entropy.letters >= 2 else { return false }
    if length < 16 {
      return (entropy.digits >= 3 && entropy.meanRun < 2.5) || (entropy.digits >= 1 && isMixed)
    }
    return (entropy.digits >= (length < 24 ? 3 : 2) && entropy.meanRun <= 2.7) || isMixed
  }

  /// Whether more than half of the digits are next to their like or to a neighbour.
  private func counts(_ text: ByteText, _ run: Range<Int>) -> Bool {
    let steps = run.dropFirst().count { abs(text[$0].digit - text[$0 - 1].digit) <= 1 }
    return 2 * steps > run.count
  }
}
