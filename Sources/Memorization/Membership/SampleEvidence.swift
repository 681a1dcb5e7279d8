/// What is known of one sample when its membership is judged: its text and how models score it.
public struct SampleEvidence: Sendable {
  /// The sample as UTF-8, or as the raw bytes where it isn't.
  public var text: [UInt8]
  /// The target's log-probability of each token, in nats, from the full softmax; `nan` for a
  /// token that was not scored.
  public var logProbabilities: [Float]
  /// The target's log-perplexity, in nats per token, where it is known without the log-probabilities
  /// that make it; it counts before them.
  public var targetLogPerplexity: Double?
  /// Mean and standard deviation of the log-probability over the vocabulary at each token, as
  /// many as there are log-probabilities; `nil` unless asked for.
  public var moments: [(mean: Float, deviation: Float)]?
  /// The target's log-perplexity, in nats per token, of the lower-cased text.
  public var lowercaseLogPerplexity: Double?
  /// The log-perplexity, in nats per token, under each reference model, by its name.
  public var references: [String: Double]

  /// The evidence on one sample.
  public init(
    text: [UInt8], logProbabilities: [Float],
    moments: [(mean: Float, deviation: Float)]? = nil, lowercaseLogPerplexity: Double? = nil,
    references: [String: Double] = [:]
  ) {
    self.text = text
    self.logProbabilities = logProbabilities
    self.moments = moments
    self.lowercaseLogPerplexity = lowercaseLogPerplexity
    self.references = references
  }

  /// The mean negative log-probability, in nats per scored token; `nan` if none was scored.
  public var logPerplexity: Double {
    if let targetLogPerplexity { return targetLogPerplexity }
    var sum = 0.0
    var scored = 0
    for value in logProbabilities where !value.isNaN {
      sum -= Double(value)
      scored += 1
    }
    return scored == 0 ? .nan : sum / Double(scored)
  }
}
