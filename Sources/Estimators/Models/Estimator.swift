/// A way to fit a model to data: hyperparameters in `init`, data in `fit`, a new type as the
/// result.
public protocol Estimator: Sendable {
  /// The fitted model.
  associatedtype Fitted: Predictor

  /// Fits a model to all rows of the data.
  ///
  /// The same data, hyperparameters and generator state give the same model.
  /// - Throws: `EstimatorError` if the data can't be fitted: one class only, fewer rows than
  ///   classes.
  func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> Fitted
}
