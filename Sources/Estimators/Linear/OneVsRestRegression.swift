// One binary logistic regression per class against all others.

/// Fits a binary logistic regression per class, with normalised probabilities.
///
/// Each row of the weights minimises its own |w|² / 2 + C Σ loss, as scikit-learn's
/// `OneVsRestClassifier(LogisticRegression())` does; the intercepts are free. A class of the schema
/// that has no row gets a probability near 0 everywhere.
public struct OneVsRestRegression: Estimator {
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
  ) throws(EstimatorError) -> OneVsRestModel {
    try fitted(data, using: &generator).model
  }

  /// Fits the model and tells how the search ended; the objective is the sum over the classes.
  public func fitted(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> (model: OneVsRestModel, report: FitReport) {
    let training = try TrainingSet(data)
    let objective = LinearObjective(
      training, link: .sigmoid, outputs: training.classes,
      inverseRegularization: inverseRegularization)
    let search = LinearSearch(tolerance: tolerance, maximumIterations: maximumIterations)
    let (parameters, report) = search.minimize(objective)
    let (weights, intercepts) = parameters.separatingIntercepts()
    return (OneVsRestModel(weights: weights, intercepts: intercepts), report)
  }
}
