/// Fits a decision tree of classes: at each node the split that lowers the impurity most.
///
/// Numbers are split at the midpoint between neighbouring values, categories as they are, without
/// encoding (Breiman et al. 1984). Among equal splits the first feature and the lowest threshold
/// win. Every node keeps its most frequent class and Wilson's bound as its confidence.
public struct ClassificationTree: Estimator {
  /// How impure a node is.
  public enum Criterion: String, Sendable, Hashable, Codable, CaseIterable {
    /// 1 - Σ p².
    case gini
    /// -Σ p log₂ p, in bits.
    case entropy
  }

  /// What a split is to lower.
  public var criterion: Criterion
  /// How far the tree grows.
  public var limits: TreeLimits

  /// An estimator that grows until leaves are pure, by Gini's impurity.
  public init(criterion: Criterion = .gini, limits: TreeLimits = TreeLimits()) {
    self.criterion = criterion
    self.limits = limits
  }

  /// Fits the tree; the generator is not used, since no choice is random.
  ///
  /// - Complexity: O(features · rows · (log rows + depth)).
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> DecisionTree {
    try data.checkClasses()
    let target = ClassTarget(
      labels: data.labels, classes: data.schema.classes.count, criterion: criterion)
    return try TreeGrowth(data, target: target, limits: limits).tree()
  }
}
