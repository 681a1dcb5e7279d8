// Several metrics as one: a logistic regression on their normal scores.
//
// It is learned where the truth is known, and used where it isn't. Since each score is replaced by
// its rank among those of the training samples, only the order in which a metric puts samples
// matters.

/// A learned combination of metrics that scores how likely a sample is memorised.
public struct MetricCombination: Sendable, Hashable {
  /// The metrics that are combined.
  public let metrics: [MembershipMetric]
  /// What a standard deviation of each metric's normal score adds to the log-odds.
  public let weights: [Double]
  /// The log-odds of a sample in the middle of all metrics.
  public let intercept: Double
  /// The penalty it was learned with: ridge |weights|² / 2 against the sum of the losses.
  public let ridge: Double
  /// Whether Newton's method reached the minimum.
  public let converged: Bool
  let scales: [NormalScores]

  init(
    metrics: [MembershipMetric], weights: [Double], intercept: Double, ridge: Double,
    converged: Bool, scales: [NormalScores]
  ) {
    self.metrics = metrics
    self.weights = weights
    self.intercept = intercept
    self.ridge = ridge
    self.converged = converged
    self.scales = scales
  }

  /// Learns the weights from samples of which it is known whether they are memorised.
  ///
  /// - Parameters:
  ///   - metrics: The metrics, at least one.
  ///   - scores: Their scores, shape `(samples, metrics)`; `nan` where there is none.
  ///   - labels: Whether each sample is memorised.
  ///   - ridge: The penalty, positive: the larger, the smaller the weights.
  /// - Throws: `MemorizationError` of code `input` unless there are samples of both kinds, of code
  ///   `option` if no metric is given or the ridge is not positive.
  public static func fit(
    metrics: [MembershipMetric], scores: [[Double]], labels: [Bool], ridge: Double = 1
  ) throws(MemorizationError) -> Self {
    precondition(
      scores.count == labels.count, "\(scores.count) rows of scores, \(labels.count) labels")
    precondition(
      scores.allSatisfy { $0.count == metrics.count }, "a row is not \(metrics.count) scores long")
    guard !metrics.isEmpty, ridge > 0, ridge.isFinite else {
      throw MemorizationError(
        .option,
        "\(metrics.count) metrics with a ridge of \(ridge): combine at least one, with a ridge "
          + "above 0.")
    }
    let members = labels.count { $0 }
    guard members > 0, members < labels.count else {
      throw MemorizationError(
        .input,
        "\(members) of \(labels.count) samples are memorised: metrics can be combined only where "
          + "some are and some are not.")
    }
    let scales = metrics.indices.map { metric in NormalScores(of: scores.map { $0[metric] }) }
    let rows = scores.map { row in zip(scales, row).map { scale, score in scale(score) } }
    let fit = RidgeLogit(rows: rows, labels: labels, ridge: ridge)
    return Self(
      metrics: metrics, weights: fit.weights, intercept: fit.intercept, ridge: ridge,
      converged: fit.converged, scales: scales)
  }

  /// The log-odds that a sample is memorised: the larger, the likelier; `nan` if all scores are.
  ///
  /// A score that is `nan` counts as the middle of its metric.
  /// - Parameter scores: One for each metric, in their order.
  public func score(_ scores: [Double]) -> Double {
    precondition(
      scores.count == metrics.count, "\(scores.count) scores for \(metrics.count) metrics")
    guard scores.contains(where: { !$0.isNaN }) else { return .nan }
    return zip(weights, zip(scales, scores)).reduce(intercept) { sum, next in
      sum + next.0 * next.1.0(next.1.1)
    }
  }

  /// The log-odds of a sample, from its evidence.
  public func score(_ evidence: SampleEvidence) -> Double {
    score(metrics.map { $0.score(evidence) })
  }
}
