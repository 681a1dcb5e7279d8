public import LanguageModels

/// One line of `skua lm score --json`.
public struct ScoreRecord: Sendable, Encodable {
  /// A token that might have stood there.
  public struct Alternative: Sendable, Encodable {
    /// The token.
    public let token: Token
    /// Its text.
    public let text: String
    /// Natural logarithm of its probability.
    public let logProbability: Float

    private enum CodingKeys: String, CodingKey {
      case token, text
      case logProbability = "log_probability"
    }
  }

  /// The number of the text, from 0.
  public let id: Int
  /// Where the text stands.
  public let name: String
  /// Its tokens.
  public let tokens: [Token]
  /// The logarithm of the perplexity, in nats per token; `null` if no token was scored.
  @Nullable public var logPerplexity: Double?
  /// Sum of the log-probabilities, in nats.
  public let logProbability: Double
  /// Natural logarithm of each token's probability; `null` for a first token that nothing precedes.
  public let logProbabilities: [Nullable<Float>]
  /// The likeliest tokens at each position, if asked for.
  public let alternatives: [[Alternative]]?

  private enum CodingKeys: String, CodingKey {
    case id, name, tokens, alternatives
    case logPerplexity = "log_perplexity"
    case logProbability = "log_probability"
    case logProbabilities = "log_probabilities"
  }

  init(
    id: Int, name: String, tokens: [Token], _ scores: TokenScores, text: (Token) -> String
  ) {
    self.id = id
    self.name = name
    self.tokens = tokens
    logProbability = scores.sum
    logProbabilities = scores.logProbabilities.map {
      Nullable(wrappedValue: $0.isFinite ? $0 : nil)
    }
    alternatives =
      scores.alternatives.isEmpty
      ? nil
      : scores.alternatives.map { position in
        position.map {
          Alternative(token: $0.token, text: text($0.token), logProbability: $0.logProbability)
        }
      }
    _logPerplexity = Nullable(wrappedValue: scores.logPerplexity.finite)
  }
}
