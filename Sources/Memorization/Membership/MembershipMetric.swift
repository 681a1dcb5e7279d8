// How strongly a sample looks like training data.
//
// The first six are those of Carlini et al. 2021, §5.2, with ratios of log-perplexities as in the
// authors' code. Min-K% is that of Shi et al. 2024, Min-K%++ that of Zhang et al. 2025; the
// difference to a reference model is a likelihood ratio test (Carlini et al. 2022, §3.1).

/// A score by which samples are ranked, the likeliest to be memorised first.
public enum MembershipMetric: Sendable, Hashable {
  /// The negative log-perplexity L.
  case perplexity
  /// Bytes of the text compressed by zlib over L.
  case zlib
  /// The log-perplexity of the lower-cased text over L.
  case lowercase
  /// The negative log-perplexity of the likeliest run of 50 tokens, or of all where there are
  /// fewer.
  case window
  /// The mean log-probability of the fifth of the tokens that the target finds least likely.
  case minK
  /// As `minK`, of log-probabilities standardised by their moments over the vocabulary.
  case minKPlusPlus
  /// The log-perplexity under the named reference model over L.
  case reference(String)
  /// The log-perplexity under the named reference model minus L.
  case referenceDifference(String)

  /// Log-perplexities of a ratio are raised to this, in nats per token: an endless repetition would
  /// divide by next to nothing, and one of which both models are sure would stand above all that was
  /// learned by heart. Text that is known by heart begins at about as much.
  public static let leastLogPerplexity = 0.1
  /// Tokens of a window.
  public static let windowLength = 50
  /// The share of the tokens that Min-K% and Min-K%++ look at; at least one.
  public static let lowestShare = 0.2
  /// Standard deviations are raised to this: a token that the target is sure of has none.
  public static let leastDeviation = 1e-4

  /// The metrics that need no reference model.
  static let builtIn: [Self] = [.perplexity, .zlib, .lowercase, .window, .minK, .minKPlusPlus]
  static let differenceSuffix = "_difference"

  /// The six metrics of the paper, whose references are called "small" and "medium".
  public static let paper: [Self] = [
    .perplexity, .reference("small"), .reference("medium"), .zlib, .lowercase, .window,
  ]

  /// All metrics that can be computed with these reference models.
  public static func all(references: [String]) -> [Self] {
    builtIn + references.flatMap { [.reference($0), .referenceDifference($0)] }
  }

  /// What the metric needs besides the text and the target's log-probabilities.
  public var needs: EvidenceNeeds {
    switch self {
    case .perplexity, .zlib, .window, .minK: EvidenceNeeds()
    case .lowercase: EvidenceNeeds(lowercase: true)
    case .minKPlusPlus: EvidenceNeeds(moments: true)
    case .reference(let name), .referenceDifference(let name): EvidenceNeeds(references: [name])
    }
  }
}
