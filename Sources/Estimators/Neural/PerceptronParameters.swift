import LinearAlgebra

/// The parameters of a perceptron in training.
struct PerceptronParameters {
  /// The weights of each layer: `(outputs, inputs)`.
  var weights: [Matrix]
  /// The biases of each layer, one per output.
  var biases: [[Double]]

  /// The start of a training: hidden weights of Glorot's range, all else 0.
  ///
  /// `sizes` counts the features, the units of each hidden layer and the classes.
  init(sizes: [Int], using generator: inout some RandomNumberGenerator) {
    weights = []
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      weights.append(Matrix(rows: outputs, columns: inputs))
    }
    biases = sizes.dropFirst().map { [Double](repeating: 0, count: $0) }
    for layer in weights.indices.dropLast() {
      let bound = (6 / Double(sizes[layer] + sizes[layer + 1])).squareRoot()
      for i in weights[layer].elements.indices {
        weights[layer].elements[i] = generator.uniform(from: -bound, to: bound)
      }
    }
  }

  /// The parameters of a model.
  init(_ model: PerceptronModel) {
    weights = model.layers.map(\.weights)
    biases = model.layers.map(\.biases)
  }

  /// The sum of the squared weights, biases not counted.
  var squaredNorm: Double { weights.reduce(0) { $0 + dot($1.elements, $1.elements) } }

  /// The Euclidean norm of all parameters, biases counted.
  var norm: Double {
    (squaredNorm + biases.reduce(0) { $0 + dot($1, $1) }).squareRoot()
  }

  /// Whether no parameter has overflowed.
  var isFinite: Bool {
    weights.allSatisfy(\.isFinite) && biases.allSatisfy { $0.allSatisfy(\.isFinite) }
  }

  /// All parameters in one vector: per layer the weights row after row, then the biases.
  var flattened: [Double] {
    get { zip(weights, biases).flatMap { $0.elements + $1 } }
    set {
      var rest = newValue[...]
      for layer in weights.indices {
        let count = weights[layer].elements.count
        weights[layer].elements = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        biases[layer] = Array(rest.prefix(biases[layer].count))
        rest = rest.dropFirst(biases[layer].count)
      }
      precondition(rest.isEmpty, "\(rest.count) parameters too many for the network")
    }
  }
}

extension PerceptronModel {
  /// The model of trained parameters.
  init(_ parameters: PerceptronParameters, activation: Activation) {
    self.init(
      layers: zip(parameters.weights, parameters.biases).map {
        DenseLayer(weights: $0, biases: $1)
      },
      activation: activation)
  }
}
