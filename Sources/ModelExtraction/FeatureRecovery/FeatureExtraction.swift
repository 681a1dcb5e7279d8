public import Estimators

/// What the recovery of features returns: the copy with its bins, what it cost, and how sure it is.
public struct FeatureExtraction: Sendable {
  /// The rebuilt regression on the bins that were found.
  public var copy: BinnedModel
  /// The method, as a phrase.
  public var method: String
  /// Queries that looked for thresholds; some of them found weights on the way.
  public var searchQueries: Int
  /// Queries that were asked for weights alone.
  public var solvingQueries: Int
  /// Queries that tested what was found.
  public var checkQueries: Int
  /// Batches in which all of them were asked.
  public var rounds: Int
  /// Thresholds were sought to within this much, where a feature's range has length 2.
  public var epsilon: Double
  /// What is known of a column for missing values, by the name of the feature; none for bins.
  public var missingColumns: [String: MissingColumn]
  /// Answers that gave no equation, since a probability was 0 or 1.
  public var saturatedAnswers: Int
  /// Whether the copy gives every answer that was seen, to the digits that the answers have.
  public var converged: Bool
  /// Whether the budget ended before the attack did.
  public var isPartial: Bool
  /// Root mean square of what the copy leaves unexplained in the answers, in nats of log-ratio.
  public var residual: Double
  /// Seconds of the attack, its queries included.
  public var seconds: Double
  /// What a reader should know.
  public var notes: [String]

  /// Queries asked in all.
  public var queries: Int { searchQueries + solvingQueries + checkQueries }

  /// The thresholds found, by the name of the feature.
  public var thresholds: [String: [Double]] { copy.encoder.thresholds }

  /// The regression that fits: logistic, softmax or one-vs-rest.
  public var kind: ModelKind { copy.model.kind }
}
