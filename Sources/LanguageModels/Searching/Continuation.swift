/// How a text may go on.
public struct Continuation: Sendable, Hashable, Codable, Comparable {
  /// New tokens.
  public let tokens: [Token]
  /// Sum of their log-probabilities, in nats.
  public let logProbability: Double

  /// A continuation.
  public init(tokens: [Token], logProbability: Double) {
    self.tokens = tokens
    self.logProbability = logProbability
  }

  /// Whether this one is less likely; of equal ones the smaller tokens count as likelier.
  public static func < (a: Continuation, b: Continuation) -> Bool {
    a.logProbability != b.logProbability
      ? a.logProbability < b.logProbability : b.tokens.lexicographicallyPrecedes(a.tokens)
  }

  /// The continuation with one more token.
  func appending(_ token: Token, _ logProbability: Double) -> Continuation {
    Continuation(
      tokens: tokens + [token], logProbability: self.logProbability + logProbability)
  }
}
