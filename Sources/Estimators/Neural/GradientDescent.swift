// Stochastic gradient descent over random batches (Robbins and Monro 1951), at a fixed rate.

import LinearAlgebra

extension MultilayerPerceptron {
  /// Runs all passes over the data and reports the objective where they end.
  ///
  /// Each pass goes through the rows once, in an order of its own. A step subtracts `learningRate`
  /// times the gradient of the batch's mean cross-entropy plus the penalty.
  func descend(
    _ parameters: inout PerceptronParameters, _ objective: PerceptronObjective,
    using generator: inout some RandomNumberGenerator
  ) -> FitReport {
    let rows = objective.points.rows
    let remainder = rows % batchSize
    var batch = Backpropagation(
      rows: batchSize, sizes: objective.sizes, activation: activation)
    var lastBatch = Backpropagation(
      rows: remainder, sizes: objective.sizes, activation: activation)
    for epoch in 0..<epochs {
      let order = generator.permutation(rows)
      for start in stride(from: 0, to: rows - remainder, by: batchSize) {
        step(&parameters, &batch, order[start..<(start + batchSize)], objective)
      }
      if remainder > 0 { step(&parameters, &lastBatch, order.suffix(remainder), objective) }
      WorkProgress.report("training", epoch + 1, of: epochs)
    }
    let (value, gradient) = objective.evaluate(parameters)
    return FitReport(
      iterations: epochs, objective: value,
      gradientNorm: gradient.flattened.reduce(0) { max($0, abs($1)) }, converged: nil)
  }

  /// One step on the rows of a batch.
  private func step(
    _ parameters: inout PerceptronParameters, _ batch: inout Backpropagation,
    _ rows: ArraySlice<Int>, _ objective: PerceptronObjective
  ) {
    batch.load(objective.points, objective.targets, rows: rows)
    batch.forward(parameters)
    let keeping = 1 - 2 * learningRate * l2Penalty
    batch.backward(&parameters) { parameters, layer, inputs, deltas in
      parameters.weights[layer].setProduct(
        deltas, inputs, transposingA: true, scale: -learningRate, keeping: keeping)
      deltas.addColumnSums(to: &parameters.biases[layer], scale: -learningRate)
    }
  }
}
