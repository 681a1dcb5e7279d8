/// A model of text that can be scored and sampled, here or behind a service.
public protocol LanguageModel: Sendable {
  /// What the model can do.
  var capabilities: Capabilities { get }
  /// The log-probability of every token of every sequence, in order.
  func score(
    _ sequences: [[Token]], _ options: ScoreOptions
  ) async throws(LanguageModelError) -> [TokenScores]
  /// Draws the samples of a plan; they arrive as they are done, in no particular order.
  func sample(_ plan: SamplingPlan) -> AsyncThrowingStream<Sample, any Error>
}

/// What a language model can do.
public struct Capabilities: Sendable, Hashable {
  /// Entries of the vocabulary.
  public let vocabulary: Int
  /// Tokens it reads at once at most.
  public let context: Int
  /// The token that begins and separates texts.
  public let endOfText: Token
  /// Whether it scores given texts; a service may only sample.
  public let scores: Bool

  /// The capabilities of a model.
  public init(vocabulary: Int, context: Int, endOfText: Token, scores: Bool) {
    self.vocabulary = vocabulary
    self.context = context
    self.endOfText = endOfText
    self.scores = scores
  }
}
