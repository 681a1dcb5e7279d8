// Forward and backward through a multilayer perceptron, for one batch of rows.
//
// Rumelhart, Hinton and Williams 1986. Every product is one BLAS call into a buffer that exists
// already: a batch of the paper's size takes some ten microseconds.

import Foundation
import LinearAlgebra

/// The buffers of a batch: what each layer gives, and the loss's gradient with respect to it.
struct Backpropagation {
  /// The inputs, then the outputs of each layer: `(batch, units)`; the last are probabilities.
  var values: [Matrix]
  /// The gradient with respect to each layer's weighted sums: `(batch, outputs)`.
  private var deltas: [Matrix]
  private let activation: Activation

  /// Buffers for batches of `rows` rows; `sizes` counts the features, hidden units and classes.
  init(rows: Int, sizes: [Int], activation: Activation) {
    values = sizes.map { Matrix(rows: rows, columns: $0) }
    deltas = sizes.dropFirst().map { Matrix(rows: rows, columns: $0) }
    self.activation = activation
  }

  /// Number of rows of a batch.
  var rows: Int { values[0].rows }

  /// Copies the rows of the given indices, as many as a batch has, into `values[0]`.
  mutating func load(_ points: Matrix, rows indices: ArraySlice<Int>) {
    precondition(indices.count == rows, "\(indices.count) rows for a batch of \(rows)")
    let columns = points.columns
    points.elements.withUnsafeBufferPointer { source in
      values[0].elements.withUnsafeMutableBufferPointer { target in
        for (i, index) in indices.enumerated() {
          let row = source[(index * columns)..<((index + 1) * columns)]
          _ = target[(i * columns)..<((i + 1) * columns)].update(fromContentsOf: row)
        }
      }
    }
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

  /// The sum of -log p over the batch, in nats.
  func loss(_ labels: some Collection<Int>) -> Double {
    let (probabilities, classes) = (values[deltas.count].elements, values[deltas.count].columns)
    var loss = 0.0
    for (i, label) in labels.enumerated() { loss -= log(probabilities[i * classes + label]) }
    return loss
  }

  /// Walks back from the probabilities through the layers, last one first.
  ///
  /// The gradient of the batch's mean loss with respect to a layer's weights is deltas' * inputs, and
  /// with respect to its biases the sum of the rows of the deltas.
  /// - Parameters:
  ///   - labels: The class of each row.
  ///   - parameters: The network that `forward` has run.
  ///   - update: Called once per layer, when its parameters are no longer needed.
  mutating func backward(
    _ labels: some Collection<Int>, _ parameters: inout PerceptronParameters,
    update: (inout PerceptronParameters, _ layer: Int, _ inputs: Matrix, _ deltas: Matrix) -> Void
  ) {
    let last = deltas.count - 1
    setOutputDeltas(labels)
    for layer in (0...last).reversed() {
      if layer > 0 {
        let above = deltas[layer]
        deltas[layer - 1].setProduct(above, parameters.weights[layer])
        activation.chain(values[layer], into: &deltas[layer - 1])
      }
      update(&parameters, layer, values[layer], deltas[layer])
    }
  }

  /// The gradient of the mean cross-entropy with respect to the scores: (p - y) / rows.
  private mutating func setOutputDeltas(_ labels: some Collection<Int>) {
    let last = deltas.count - 1
    let (classes, share) = (deltas[last].columns, 1 / Double(rows))
    values[last + 1].elements.withUnsafeBufferPointer { p in
      deltas[last].elements.withUnsafeMutableBufferPointer { delta in
        for i in delta.indices { delta[i] = p[i] * share }
        for (i, label) in labels.enumerated() { delta[i * classes + label] -= share }
      }
    }
  }
}

extension Matrix {
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
