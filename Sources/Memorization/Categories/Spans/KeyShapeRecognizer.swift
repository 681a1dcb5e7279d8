/// Access keys of services whose keys have a prefix and a length, and signed web tokens.
///
/// What follows the prefix must have the service's length and 3 bits of entropy per character.
struct KeyShapeRecognizer: SpanRecognizer {
  var triggers: String { "AaegGhnprSsxy" }
  var startsAtWord: Bool { true }

  /// Prefixes in lower case, each with the least number of characters after it.
  private static let shapes: [(prefix: StaticString, least: Int)] = [
    ("akia", 16), ("asia", 16), ("aiza", 30), ("eyj", 40), ("ghp_", 30), ("gho_", 30),
    ("ghu_", 30), ("ghs_", 30), ("ghr_", 30), ("github_pat_", 30), ("glpat-", 18), ("hf_", 30),
    ("npm_", 30), ("pk_live_", 20), ("pk_test_", 20), ("rk_live_", 20), ("sk_live_", 20),
    ("sk_test_", 20), ("sk-", 20), ("sg.", 40), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20),
    ("ya29.", 30),
  ]

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.key, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    let initial = text[place].lowercased
    guard
      let shape = Self.shapes.first(where: {
        $0.prefix.utf8Start.pointee == initial.value && text.has($0.prefix, at: place)
      })
    else { return nil }
    let start = place + shape.prefix.utf8CodeUnitCount
    let end = text.end(from: start, limit: 4096) {
      $0.isAlphanumeric || $0 == "_" || $0 == "-" || $0 == "."
    }
    let last = text.start(before: end, limit: end - start) { $0 == "." || $0 == "-" }
    guard last - start >= shape.least else { return nil }
    let entropy = Entropy(text, start..<last)
    guard entropy.bitsPerByte >= 3, entropy.digits >= 2, entropy.meanRun <= 4 else { return nil }
    return place..<last
  }
}
