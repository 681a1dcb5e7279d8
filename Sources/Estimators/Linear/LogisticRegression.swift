// Binary logistic regression with an L2 penalty on the weights.

import LinearAlgebra

/// Fits the probability σ(w·x + b) of class 1 to data of two classes.
///
/// Minimises |w|² / 2 + C Σ log(1 + e^(-y (w·x + b))), y = ±1, as scikit-learn's
/// `LogisticRegression` does; the intercept b is free. The minimum is unique for finite C.
public struct LogisticRegression: Estimator {
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
  ) throws(EstimatorError) -> LogisticModel {
    try fitted(data, using: &generator).model
  }

  /// Fits the model and tells how the search ended.
  public func fitted(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> (model: LogisticModel, report: FitReport) {
    let training = try TrainingSet(data)
    guard training.classes == 2 else {
      throw EstimatorError(
        .unfitData,
        "\(data.name) has \(training.classes) classes and logistic regression takes two; "
          + "use a model of kind 'softmax' or 'ovr'")
    }
    let objective = LinearObjective(
      training, link: .sigmoid, outputs: 1, inverseRegularization: inverseRegularization)
    let search = LinearSearch(tolerance: tolerance, maximumIterations: maximumIterations)
    let (parameters, report) = search.minimize(objective)
    let (weights, intercepts) = parameters.separatingIntercepts()
    return (LogisticModel(weights: weights.elements, intercept: intercepts[0]), report)
  }
}
