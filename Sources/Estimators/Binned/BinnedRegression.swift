import LinearAlgebra

/// Fits a regularised regression to binned numbers and one-hot categories.
///
/// Minimises the same objective as `LogisticRegression`, `SoftmaxRegression` and
/// `OneVsRestRegression`, on columns that hold 0 and 1. The penalty makes the weights of a feature's
/// one-hot columns add up to 0, where each row fills one of them and the intercept is free.
public struct BinnedRegression: Estimator {
  /// The regression; `nil` takes logistic for two classes and softmax for more.
  public var kind: ModelKind?
  /// Bins of each number at most, at least 2; `nil` leaves numbers as they are.
  public var bins: Int?
  /// Whether each feature has a column for missing values.
  public var marksMissing: Bool
  /// C: the smaller, the stronger the penalty |W|² / 2 against C Σ loss; `nil` for no penalty.
  public var inverseRegularization: Double?
  /// The largest absolute entry of the mean loss's gradient at which the search has converged.
  public var tolerance: Double
  /// Iterations of L-BFGS after which the search ends, converged or not.
  public var maximumIterations: Int

  /// An estimator with ten bins per number, as Amazon's recipes by default.
  public init(
    _ kind: ModelKind? = nil, bins: Int? = 10, marksMissing: Bool = false,
    inverseRegularization: Double? = 1, tolerance: Double = 1e-11, maximumIterations: Int = 1000
  ) {
    precondition(kind != .multilayerPerceptron, "a perceptron is no binned regression")
    precondition(inverseRegularization ?? 1 > 0, "C is a positive number or nil")
    self.kind = kind
    self.bins = bins
    self.marksMissing = marksMissing
    self.inverseRegularization = inverseRegularization
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
  }

  /// BigML's logistic regression: one class against the rest, numbers as they are, and a column per
  /// feature for missing values.
  public static func bigML(inverseRegularization: Double? = 1) -> BinnedRegression {
    BinnedRegression(
      .oneVsRest, bins: nil, marksMissing: true, inverseRegularization: inverseRegularization)
  }

  /// Fits the model; the generator is not used, since the minimum depends on the data alone.
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> BinnedModel {
    try fitted(data).model
  }

  /// Fits the model and tells how the search ended.
  ///
  /// - Throws: `EstimatorError` of code `unfitData`, as other classifiers, and for a logistic
  ///   regression of more than two classes.
  public func fitted(
    _ data: Dataset
  ) throws(EstimatorError) -> (model: BinnedModel, report: FitReport) {
    try data.checkClasses()
    let classes = data.schema.classes.count
    let kind = kind ?? (classes == 2 ? .logistic : .softmax)
    guard kind != .logistic || classes == 2 else {
      throw EstimatorError(
        .unfitData,
        "\(data.name) has \(classes) classes and logistic regression takes two; "
          + "use a binned softmax or one-vs-rest regression")
    }
    try checkNumbers(data)
    let encoder = BinnedEncoder(fitting: data, bins: bins, marksMissing: marksMissing)
    let training = TrainingSet(
      points: encoder.points(for: data.inputs), labels: data.labels, classes: classes)
    let objective = LinearObjective(
      training, link: kind == .softmax ? .softmax : .sigmoid,
      outputs: kind == .logistic ? 1 : classes, inverseRegularization: inverseRegularization)
    let (parameters, report) = LinearSearch(
      tolerance: tolerance, maximumIterations: maximumIterations
    ).minimize(objective)
    let (weights, intercepts) = parameters.separatingIntercepts()
    let model: StoredModel =
      switch kind {
      case .logistic: .logistic(LogisticModel(weights: weights.elements, intercept: intercepts[0]))
      case .softmax: .softmax(SoftmaxModel(weights: weights, intercepts: intercepts))
      default: .oneVsRest(OneVsRestModel(weights: weights, intercepts: intercepts))
      }
    return (BinnedModel(encoder, model), report)
  }

  /// Refuses NaN and infinity, naming the first row and column.
  private func checkNumbers(_ data: Dataset) throws(EstimatorError) {
    for (row, input) in data.inputs.enumerated() {
      for (feature, value) in zip(data.schema.features, input.values) {
        if case .number(let number) = value, !number.isFinite {
          throw EstimatorError(
            .unfitData,
            "\(data.name), row \(row + 1): column \(feature.name.quoted) holds \(number); remove "
              + "the row or correct the value")
        }
      }
    }
  }
}
