/// Finds strings by their shape.
///
/// The scanner calls `match` where one of `triggers` stands. A conformer looks at a bounded number
/// of bytes, or at a run that it enters at its start only, so that a scan takes linear time.
protocol SpanRecognizer: Sendable {
  /// ASCII characters at which it has to look.
  var triggers: String { get }
  /// Whether it looks only where a word begins: after a byte that is not of a word.
  var startsAtWord: Bool { get }
  /// The string that is noticed at a place; it may begin before the place.
  func match(in text: ByteText, at place: Int) -> CategoryMatch?
}

extension SpanRecognizer {
  /// The letters of ASCII and the digits, for what may begin with any of them.
  static var alphanumerics: String {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  }
}
