// Multinomial logistic regression with an L2 penalty on the weights.

import LinearAlgebra

/// Fits softmax probabilities of linear scores to data of two classes or more.
///
/// Minimises |W|² / 2 - C Σ log p(y | x) over the weights of all classes, as scikit-learn's
/// multinomial `LogisticRegression` does; the intercepts are free. Of all parameters with the
/// minimum's probabilities the result is the one whose weights and intercepts add up to 0 over the
/// classes. A class of the schema that has no row gets a probability near 0 everywhere.
public struct SoftmaxRegression: Estimator {
  /// C: the smaller, the stronger the penalty |w|² / 2 against C Σ loss; `nil` for no penalty.
  public var inverseRegularization: Double?
  /// The largest absolute entry of the mean loss's gradient at which the search has converged.
  public var tolerance: Double
  /// Iterations of L-BFGS after which the search ends, converged or not.
  public var maximumIterations: Int

  /// An estimator with scikit-learn's penalty, C = 1, searching to the rounding error.
  public init(
    inverseRegularization: Double? = 1, tolerance: Double = 1e-11, maximumIterations: Int = 1000
  ) {
    precondition(inverseRegularization ?? 1 > 0, "C is a positive number or nil")
    self.inverseRegularization = inverseRegularization
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
  }

  /// Fits the model; the generator is not used, since the minimum depends on the data alone.
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> SoftmaxModel {
    try fitted(data, using: &generator).model
  }

  /// Fits the model and tells how the search ended.
  public func fitted(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> (model: SoftmaxModel, report: FitReport) {
    let training = try TrainingSet(data)
    let objective = LinearObjective(
      training, link: .softmax, outputs: training.classes,
      inverseRegularization: inverseRegularization)
    let search = LinearSearch(tolerance: tolerance, maximumIterations: maximumIterations)
    let (parameters, report) = search.minimize(objective)
    let (weights, intercepts) = parameters.centeringColumns().separatingIntercepts()
    return (SoftmaxModel(weights: weights, intercepts: intercepts), report)
  }
}

extension Matrix {
  /// This matrix with each column's mean subtracted, which no softmax can tell.
  fileprivate func centeringColumns() -> Matrix {
    var result = self
    for j in 0..<columns {
      let mean = (0..<rows).reduce(0) { $0 + self[$1, j] } / Double(rows)
      for i in 0..<rows { result[i, j] -= mean }
    }
    return result
  }
}
