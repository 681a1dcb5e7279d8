/// What has to be computed of each sample beyond its text and the target's log-probabilities.
public struct EvidenceNeeds: Sendable, Hashable {
  /// Whether the moments of the log-probability over the vocabulary are needed.
  public var moments: Bool
  /// Whether the target has to score the lower-cased text.
  public var lowercase: Bool
  /// The reference models that have to score the text.
  public var references: Set<String>

  /// The given needs; none unless told.
  public init(moments: Bool = false, lowercase: Bool = false, references: Set<String> = []) {
    self.moments = moments
    self.lowercase = lowercase
    self.references = references
  }

  /// What any of the metrics needs.
  public init(of metrics: some Sequence<MembershipMetric>) {
    self.init()
    for need in metrics.map(\.needs) {
      moments = moments || need.moments
      lowercase = lowercase || need.lowercase
      references.formUnion(need.references)
    }
  }
}
