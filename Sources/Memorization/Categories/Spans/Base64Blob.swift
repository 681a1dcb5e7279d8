/// Blobs in base 64: 24 characters or more of both cases that look random.
///
/// Of a blob in several lines each line is a match. Paths and long identifiers fall out by their
/// long runs: random base 64 changes between small letters, capitals and digits about every 1.6
/// characters.
enum Base64Blob {
  /// The bytes of a run that is one, with its padding.
  static func range(_ text: ByteText, _ run: Range<Int>, _ entropy: Entropy) -> Range<Int>? {
    guard run.count >= 24, entropy.capitals >= 2, entropy.letters - entropy.capitals >= 2,
      entropy.signs * 10 <= run.count, entropy.meanRun <= 2.6, entropy.bitsPerByte >= 3.5
    else { return nil }
    let end = text.end(from: run.upperBound, limit: 2) { $0 == "=" }
    let range = run.lowerBound..<end
    return end == run.upperBound || range.count.isMultiple(of: 4) ? range : nil
  }
}
