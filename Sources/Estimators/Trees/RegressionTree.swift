/// Fits a decision tree of a number: at each node the split that lowers the variance most.
///
/// Every node keeps the mean of its rows and BigML's bound of the error as its confidence; a node
/// whose rows all have one value has the bound of its parent, divided by the root of its rows.
public struct RegressionTree: Estimator {
  /// How far the tree grows.
  public var limits: TreeLimits

  /// An estimator that grows until each leaf holds one value.
  public init(limits: TreeLimits = TreeLimits()) { self.limits = limits }

  /// Fits the tree; the generator is not used, since no choice is random.
  ///
  /// - Complexity: O(features · rows · (log rows + depth)).
  /// - Throws: `EstimatorError` of code `unfitData` if the target isn't a number, or has the same
  ///   value in all rows.
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> DecisionTree {
    guard let values = data.values else {
      throw EstimatorError(
        .unfitData,
        "the target \(data.schema.target.quoted) of \(data.name) names classes, and a regression "
          + "tree predicts a number")
    }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw EstimatorError(
        .unfitData, "\(data.name), row \(row + 1): the target is \(values[row]), no finite number")
    }
    guard let first = values.first, values.contains(where: { $0 != first }) else {
      throw EstimatorError(
        .unfitData,
        "all \(values.count) rows of \(data.name) have the same target; a tree needs two values "
          + "at least")
    }
    return try TreeGrowth(data, target: NumberTarget(values: values), limits: limits).tree()
  }
}
