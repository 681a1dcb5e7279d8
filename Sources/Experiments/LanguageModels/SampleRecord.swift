public import LanguageModels

/// One line of `skua lm sample --json`.
public struct SampleRecord: Sendable, Codable, Equatable {
  /// The sample's number.
  public let id: Int
  /// The tokens after the prompt.
  public let tokens: [Token]
  /// Their text.
  public let text: String
  /// Natural logarithm of each token's probability under the full softmax.
  public let logProbabilities: [Float]

  private enum CodingKeys: String, CodingKey {
    case id, tokens, text
    case logProbabilities = "log_probabilities"
  }

  /// The record of a sample and its text.
  public init(_ sample: Sample, text: String) {
    id = sample.id
    tokens = sample.tokens
    self.text = text
    logProbabilities = sample.logProbabilities
  }

  /// The negative mean of the log-probabilities, in nats per token; `nan` without tokens.
  public var logPerplexity: Double {
    -logProbabilities.reduce(0) { $0 + Double($1) } / Double(logProbabilities.count)
  }
}
