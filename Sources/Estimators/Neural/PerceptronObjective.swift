public import LinearAlgebra

/// The objective of a perceptron over all rows: mean cross-entropy plus `l2Penalty` |W|².
struct PerceptronObjective {
  /// The rows to fit: `(samples, features)`.
  let points: Matrix
  /// The probabilities to fit, one-hot for labels: `(samples, classes)`.
  let targets: Matrix
  /// Features, units of each hidden layer, classes.
  let sizes: [Int]
  let activation: Activation
  let l2Penalty: Double

  /// The objective at the given parameters, and its gradient in the same shapes.
  ///
  /// - Complexity: two forward passes over all rows, and buffers for all their values.
  func evaluate(
    _ parameters: PerceptronParameters
  ) -> (value: Double, gradient: PerceptronParameters) {
    var network = Backpropagation(
      points: points, targets: targets, sizes: sizes, activation: activation)
    network.forward(parameters)
    let gradient = network.gradient(at: parameters, l2Penalty: l2Penalty)
    let loss = network.loss / Double(points.rows)
    return (loss + l2Penalty * parameters.squaredNorm, gradient)
  }
}

extension PerceptronObjective {
  /// Goes to a local minimum by limited-memory BFGS over all rows at once.
  func minimize(
    from parameters: inout PerceptronParameters, iterations: Int, tolerance: Double
  ) -> FitReport {
    var evaluated = parameters
    var evaluations = 0
    let search = LBFGS(
      memory: 20, maximumIterations: iterations, gradientTolerance: tolerance)
    let result = search.minimize(from: parameters.flattened) { point, gradient in
      evaluations += 1
      WorkProgress.report(
        "training", min(evaluations, iterations), of: iterations, mayEndEarly: true)
      evaluated.flattened = point
      let (value, slope) = evaluate(evaluated)
      gradient = slope.flattened
      return value
    }
    parameters.flattened = result.point
    return FitReport(
      iterations: result.iterations, objective: result.value, gradientNorm: result.gradientNorm,
      converged: result.converged)
  }
}

extension PerceptronModel {
  /// The network at the nearest local minimum of its mean cross-entropy against probabilities.
  ///
  /// It polishes a network that a search on other grounds has brought near, by limited-memory BFGS.
  /// - Parameters:
  ///   - points: Encoded rows, at least one: `(samples, features)`.
  ///   - targets: Probabilities, 0 and 1 included: `(samples, classes)`.
  ///   - l2Penalty: Weight of the penalty |W|², biases free.
  ///   - iterations: At most.
  ///   - tolerance: The largest entry of the gradient at which the search has converged.
  public func refined(
    on points: Matrix, to targets: Matrix, l2Penalty: Double = 1e-9, iterations: Int = 1000,
    tolerance: Double = 1e-8
  ) -> (model: PerceptronModel, report: FitReport) {
    precondition(
      points.rows == targets.rows && points.rows > 0 && targets.columns == classes,
      "\(points.rows) points and probabilities for \(targets.rows) in \(targets.columns) classes")
    let objective = PerceptronObjective(
      points: points, targets: targets, sizes: [features] + layers.map(\.outputs),
      activation: activation, l2Penalty: l2Penalty)
    var parameters = PerceptronParameters(self)
    let report = objective.minimize(
      from: &parameters, iterations: iterations, tolerance: tolerance)
    guard parameters.isFinite else { return (self, report) }
    return (PerceptronModel(parameters, activation: activation), report)
  }
}

extension PerceptronObjective {
  /// The objective of labelled rows.
  init(data: TrainingSet, sizes: [Int], activation: Activation, l2Penalty: Double) {
    self.init(
      points: data.points, targets: data.oneHotLabels, sizes: sizes, activation: activation,
      l2Penalty: l2Penalty)
  }
}
