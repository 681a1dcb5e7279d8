/// A text in which personal data was masked.
public struct Redaction: Sendable, Equatable {
  /// The text with placeholders.
  public internal(set) var text: [UInt8]
  /// How many placeholders were put in for each category; strings that overlap count once, under the
  /// category of the one that begins first.
  public internal(set) var counts: [Category: Int]
}
