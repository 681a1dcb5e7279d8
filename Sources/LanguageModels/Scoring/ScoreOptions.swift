/// How texts are scored.
public struct ScoreOptions: Sendable, Hashable {
  /// Whether each sequence is read after the end-of-text token, so that its first token is scored.
  public var startsWithEndOfText: Bool
  /// For sequences longer than the context: by how many tokens the window moves; `nil` refuses
  /// them.
  public var stride: Int?
  /// How many of the likeliest alternatives to report for each token; 0 for none.
  public var alternatives: Int
  /// Whether to report the mean and the standard deviation of the log-probability over the
  /// vocabulary, weighted by probability, which Min-K%++ needs.
  public var moments: Bool

  /// Options for scoring.
  public init(
    startsWithEndOfText: Bool = true, stride: Int? = nil, alternatives: Int = 0,
    moments: Bool = false
  ) {
    self.startsWithEndOfText = startsWithEndOfText
    self.stride = stride
    self.alternatives = alternatives
    self.moments = moments
  }
}
