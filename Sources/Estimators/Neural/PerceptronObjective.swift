import LinearAlgebra

/// The objective of a perceptron over all rows: mean cross-entropy plus `l2Penalty` |W|².
struct PerceptronObjective {
  /// The rows to fit.
  let data: TrainingSet
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
    var network = Backpropagation(rows: data.labels.count, sizes: sizes, activation: activation)
    network.values[0] = data.points
    network.forward(parameters)
    var gradient = parameters
    network.backward(data.labels, &gradient) { gradient, layer, inputs, deltas in
      gradient.weights[layer].setProduct(
        deltas, inputs, transposingA: true, keeping: 2 * l2Penalty)
      gradient.biases[layer] = [Double](repeating: 0, count: deltas.columns)
      deltas.addColumnSums(to: &gradient.biases[layer], scale: 1)
    }
    let loss = network.loss(data.labels) / Double(data.labels.count)
    return (loss + l2Penalty * parameters.squaredNorm, gradient)
  }
}
