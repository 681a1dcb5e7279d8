// Forward and backward through a multilayer perceptron, for one batch of rows.
//
// Rumelhart, Hinton and Williams 1986. Every product is one BLAS call into a buffer that exists
// already: a batch of the paper's size takes some ten microseconds.

import Foundation
import LinearAlgebra

/// The buffers of a batch: what each layer gives, and the loss's gradient with respect to it.
struct Backpropagation {
  /// The inputs, then the outputs of each layer: `(batch, units)`; the last are probabilities.
  private(set) var values: [Matrix]
  /// The probabilities to fit, one-hot for labels: `(batch, classes)`.
  private(set) var targets: Matrix
  /// The gradient with respect to each layer's weighted sums: `(batch, outputs)`.
  private var deltas: [Matrix]
  private let activation: Activation

  /// Buffers for batches of `rows` rows; `sizes` counts the features, hidden units and classes.
  init(rows: Int, sizes: [Int], activation: Activation) {
    self.init(
      points: Matrix(rows: rows, columns: sizes[0]),
      targets: Matrix(rows: rows, columns: sizes[sizes.count - 1]), sizes: sizes,
      activation: activation)
  }

  /// Buffers around a batch that is given.
  init(points: Matrix, targets: Matrix, sizes: [Int], activation: Activation) {
    let buffers = sizes.dropFirst().map { Matrix(rows: points.rows, columns: $0) }
    values = [points] + buffers
    deltas = buffers
    self.targets = targets
    self.activation = activation
  }

  /// Number of rows of a batch.
  var rows: Int { values[0].rows }

  /// Copies the rows of the given indices, as many as a batch has, into the buffers.
  mutating func load(_ points: Matrix, _ targets: Matrix, rows indices: some Collection<Int>) {
    values[0].setRows(indices, of: points)
    self.targets.setRows(indices, of: targets)
  }

  /// Computes the values of all layers from the inputs in `values[0]`.
  mutating func forward(_ parameters: PerceptronParameters) {
    let last = deltas.count - 1
    for layer in 0...last {
      let inputs = values[layer]
      values[layer + 1].setProduct(inputs, parameters.weights[layer], transposingB: true)
      let biases = parameters.biases[layer]
      values[layer + 1].updateRows { [activation] row in
        for j in row.indices { row[j] += biases[j] }
        if layer == last { softmax(row) } else { activation.apply(to: row) }
      }
    }
  }

  /// The sum of -y log p over the entries of the batch, in nats.
  ///
  /// A target of 0 adds nothing. A probability that underflowed counts as the least positive
  /// number, so that the loss is finite.
  var loss: Double {
    var loss = 0.0
    for (y, p) in zip(targets.elements, values[deltas.count].elements) where y != 0 {
      loss -= y * log(max(p, .leastNonzeroMagnitude))
    }
    return loss
  }

  /// Walks back from the probabilities through the layers, last one first.
  ///
  /// The gradient of the batch's mean loss with respect to a layer's weights is deltas' * inputs,
  /// and with respect to its biases the sum of the rows of the deltas.
  /// - Parameters:
  ///   - parameters: The network that `forward` has run.
  ///   - update: Called once per layer, when its parameters are no longer needed.
  mutating func backward(
    _ parameters: inout PerceptronParameters,
    update: (inout PerceptronParameters, _ layer: Int, _ inputs: Matrix, _ deltas: Matrix) -> Void
  ) {
    let last = deltas.count - 1
    setOutputDeltas()
    for layer in (0...last).reversed() {
      if layer > 0 {
        let above = deltas[layer]
        deltas[layer - 1].setProduct(above, parameters.weights[layer])
        activation.chain(values[layer], into: &deltas[layer - 1])
      }
      update(&parameters, layer, values[layer], deltas[layer])
    }
  }

  /// The gradient of the batch's mean cross-entropy plus `l2Penalty` |W|², where `forward` has run.
  mutating func gradient(
    at parameters: PerceptronParameters, l2Penalty: Double
  ) -> PerceptronParameters {
    var gradient = parameters
    backward(&gradient) { gradient, layer, inputs, deltas in
      gradient.weights[layer].setProduct(
        deltas, inputs, transposingA: true, keeping: 2 * l2Penalty)
      gradient.biases[layer] = [Double](repeating: 0, count: deltas.columns)
      deltas.addColumnSums(to: &gradient.biases[layer], scale: 1)
    }
    return gradient
  }

  /// The gradient of the mean cross-entropy with respect to the scores: (p Σ y - y) / rows.
  ///
  /// The targets of a row needn't add up to 1: rounded probabilities don't.
  private mutating func setOutputDeltas() {
    let last = deltas.count - 1
    let (classes, share) = (deltas[last].columns, 1 / Double(rows))
    values[last + 1].elements.withUnsafeBufferPointer { p in
      targets.elements.withUnsafeBufferPointer { y in
        deltas[last].elements.withUnsafeMutableBufferPointer { delta in
          for start in stride(from: 0, to: delta.count, by: classes) {
            var sum = 0.0
            for i in start..<(start + classes) { sum += y[i] }
            for i in start..<(start + classes) { delta[i] = (p[i] * sum - y[i]) * share }
          }
        }
      }
    }
  }
}

extension Matrix {
  /// Overwrites the rows by the rows of another matrix at the given indices, one for each.
  mutating func setRows(_ indices: some Collection<Int>, of other: Matrix) {
    precondition(
      indices.count == rows && other.columns == columns,
      "\(indices.count) rows of width \(other.columns) for shape (\(rows), \(columns))")
    let columns = columns
    other.elements.withUnsafeBufferPointer { source in
      elements.withUnsafeMutableBufferPointer { target in
        for (i, index) in indices.enumerated() {
          let row = source[(index * columns)..<((index + 1) * columns)]
          _ = target[(i * columns)..<((i + 1) * columns)].update(fromContentsOf: row)
        }
      }
    }
  }

  /// Adds `scale` times the sum of the rows to a vector.
  func addColumnSums(to sums: inout [Double], scale: Double) {
    elements.withUnsafeBufferPointer { elements in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in 0..<rows {
          for j in 0..<columns { sums[j] += scale * elements[i * columns + j] }
        }
      }
    }
  }
}

extension Activation {
  /// Overwrites weighted sums by the units' outputs.
  func apply(to row: Scores) {
    switch self {
    case .tanh: for j in row.indices { row[j] = Foundation.tanh(row[j]) }
    case .sigmoid: for j in row.indices { row[j] = Estimators.sigmoid(row[j]) }
    case .relu: for j in row.indices { row[j] = max(0, row[j]) }
    }
  }

  /// Multiplies gradients by the derivative at the given outputs.
  func chain(_ values: Matrix, into deltas: inout Matrix) {
    values.elements.withUnsafeBufferPointer { values in
      deltas.elements.withUnsafeMutableBufferPointer { deltas in
        switch self {
        case .tanh: for i in deltas.indices { deltas[i] *= 1 - values[i] * values[i] }
        case .sigmoid: for i in deltas.indices { deltas[i] *= values[i] * (1 - values[i]) }
        case .relu: for i in deltas.indices { deltas[i] *= values[i] > 0 ? 1 : 0 }
        }
      }
    }
  }
}
