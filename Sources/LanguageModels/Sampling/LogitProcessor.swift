/// Changes the distribution of the next token before it is drawn.
public protocol LogitProcessor: Sendable {
  /// If the outcome never depends on more than so many of the largest logits, their number.
  ///
  /// It lets a model hand over the largest logits alone. `nil` if every logit may matter.
  var candidateLimit: Int? { get }
  /// Changes, reorders or removes candidates; at least one stays.
  func process(_ candidates: inout Candidates, at position: SamplingPosition)
}

/// Tokens that may come next, with their logits, in any order.
public struct Candidates: Sendable {
  /// Distinct tokens.
  public var tokens: [Token]
  /// The logit of each; `-inf` for one that is ruled out.
  public var logits: [Float]
  /// Logarithm of the sum of the exponentials of *all* logits of the vocabulary, before any
  /// processor.
  public var logNormalizer: Float

  /// The candidates of one step.
  public init(tokens: [Token] = [], logits: [Float] = [], logNormalizer: Float = 0) {
    self.tokens = tokens
    self.logits = logits
    self.logNormalizer = logNormalizer
  }
}

/// Where in a text the next token stands.
public struct SamplingPosition: Sendable {
  /// New tokens so far.
  public let step: Int
  /// Prompt and new tokens so far.
  public let tokens: [Token]

  /// The position after some tokens, of which `step` are new.
  public init(step: Int, tokens: [Token]) {
    self.step = step
    self.tokens = tokens
  }
}
