/// What a model says of the tokens of one sequence.
public struct TokenScores: Sendable {
  /// A token and its log-probability.
  public typealias Alternative = (token: Token, logProbability: Float)

  /// Natural logarithm of each token's probability given all before it; `nan` for a first token
  /// with nothing before it.
  public var logProbabilities: [Float]
  /// The likeliest tokens at each position, the likeliest first; empty unless asked for.
  public var alternatives: [[Alternative]]
  /// Mean and standard deviation of the log-probability over the vocabulary at each position,
  /// weighted by probability; empty unless asked for.
  public var moments: [(mean: Float, deviation: Float)]

  /// Scores of one sequence.
  public init(
    logProbabilities: [Float], alternatives: [[Alternative]] = [],
    moments: [(mean: Float, deviation: Float)] = []
  ) {
    self.logProbabilities = logProbabilities
    self.alternatives = alternatives
    self.moments = moments
  }

  /// Number of tokens that were scored.
  public var scored: Int { logProbabilities.count { !$0.isNaN } }

  /// Sum of the log-probabilities, in nats, of the tokens that were scored.
  public var sum: Double {
    logProbabilities.reduce(0) { $1.isNaN ? $0 : $0 + Double($1) }
  }

  /// The negative mean, in nats per token: the logarithm of the perplexity; `nan` if none was
  /// scored.
  public var logPerplexity: Double { scored == 0 ? .nan : -sum / Double(scored) }
}
