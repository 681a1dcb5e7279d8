import LinearAlgebra

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
  /// The objective of labelled rows.
  init(data: TrainingSet, sizes: [Int], activation: Activation, l2Penalty: Double) {
    self.init(
      points: data.points, targets: data.oneHotLabels, sizes: sizes, activation: activation,
      l2Penalty: l2Penalty)
  }
}
