/// Blobs in base 64: 24 characters or more of both cases that look random.
///
/// Of a blob in several lines each line is a match. Paths and long identifiers fall out by their long
/// runs: random base 64 changes between small letters, capitals and digits about every 1.6 characters.
struct Base64Recognizer: SpanRecognizer {
  let category = Category.base64
  let triggers = alphanumerics
  let startsAtWord = true

  func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard let run = text.randomRun(at: place), run.count >= 24 else { return nil }
    var end = run.upperBound
    while text[end] == "=", end - run.upperBound < 2 { end += 1 }
    guard end == run.upperBound || (end - place).isMultiple(of: 4) else { return nil }
    let entropy = Entropy(text, run)
    guard entropy.capitals >= 2, entropy.letters - entropy.capitals >= 2,
      entropy.signs * 10 <= run.count, entropy.meanRun <= 2.6, entropy.bitsPerByte >= 3.5
    else { return nil }
    return place..<end
  }
}

extension ByteText {
  /// The run of letters, digits, `+` and `/` that begins at a place, if one begins there.
  func randomRun(at place: Int) -> Range<Int>? {
    let before = self[place - 1]
    if before == "+" || before == "/" {
      guard !self[place - 2].isAlphanumeric else { return nil }
    }
    let end = end(from: place) { $0.isAlphanumeric || $0 == "+" || $0 == "/" }
    return self[end] == "_" || self[end].isHigh ? nil : place..<end
  }
}
