/// What `skua extend` prints of one method.
public struct ExtensionSummary: Sendable, Encodable {
  /// How the text was found.
  public let method: ExtensionRun.Method
  /// New tokens, all of them as in the training text if that is known.
  public let tokens: Int
  /// New characters.
  public let characters: Int
  /// Lines that were finished.
  public let lines: Int
  /// Whether it was compared with the training text.
  public let isVerified: Bool
  /// Whether the wished length ended it, and not the training text.
  public let isCutShort: Bool
  /// Beginnings that were extended.
  public let expansions: Int
  /// The time it took.
  public let seconds: Double
  /// The new text.
  public let text: String

  init(
    method: ExtensionRun.Method, start: [UInt8], found: [UInt8], tokens: Int, isVerified: Bool,
    isCutShort: Bool, expansions: Int, seconds: Double
  ) {
    self.method = method
    self.tokens = tokens
    text = String(decoding: found, as: UTF8.self)
    characters = text.count
    lines = found.count { $0 == UInt8(ascii: "\n") }
    self.isVerified = isVerified
    self.isCutShort = isCutShort
    self.expansions = expansions
    self.seconds = seconds
  }
}
