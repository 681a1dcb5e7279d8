/// What `skua extend` prints of one method.
public struct ExtensionSummary: Sendable, Encodable {
  /// What ends an extension.
  public enum End: String, Sendable, Encodable {
    /// The length that was asked for.
    case length
    /// What came next is not in the training text.
    case text
    /// The search found nothing within its expansions.
    case search
  }

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
  /// What ended it.
  public let end: End
  /// Beginnings that were extended.
  public let expansions: Int
  /// The time it took.
  public let seconds: Double
  /// The new text.
  public let text: String

  init(
    method: ExtensionRun.Method, found: [UInt8], tokens: Int, isVerified: Bool, end: End,
    expansions: Int, seconds: Double
  ) {
    self.method = method
    self.tokens = tokens
    text = String(decoding: found, as: UTF8.self)
    characters = text.count
    lines = found.count { $0 == UInt8(ascii: "\n") }
    self.isVerified = isVerified
    self.end = end
    self.expansions = expansions
    self.seconds = seconds
  }
}
