public import LinearAlgebra

/// One fully connected layer: outputs = weights * inputs + biases.
public struct DenseLayer: Sendable, Hashable {
  /// The weights: `(outputs, inputs)`.
  public let weights: Matrix
  /// The biases, one per output.
  public let biases: [Double]

  /// A layer of given parameters.
  public init(weights: Matrix, biases: [Double]) {
    precondition(
      weights.rows == biases.count,
      "weights of shape (\(weights.rows), \(weights.columns)) and \(biases.count) biases")
    self.weights = weights
    self.biases = biases
  }

  /// Number of inputs.
  public var inputs: Int { weights.columns }
  /// Number of outputs.
  public var outputs: Int { weights.rows }
}

/// A multilayer perceptron: hidden layers with an activation, softmax over the last layer.
///
/// One hidden layer of 20 tanh units is the target of Tramèr et al. 2016, §4.1.2.
public struct PerceptronModel: Model, Hashable {
  /// The layers from the inputs to the scores; all but the last are hidden.
  public let layers: [DenseLayer]
  /// What every hidden unit computes.
  public let activation: Activation

  /// A model of given parameters; each layer takes as many inputs as the one before gives outputs.
  public init(layers: [DenseLayer], activation: Activation) {
    if let fault = Self.fault(of: layers) { preconditionFailure(fault) }
    self.layers = layers
    self.activation = activation
  }

  public var features: Int { layers[0].inputs }
  public var classes: Int { layers[layers.count - 1].outputs }
  /// The sum of outputs * (inputs + 1) over the layers.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.outputs * ($1.inputs + 1) } }

  /// The scores of the last layer: `(samples, features)` to `(samples, classes)`.
  public func scores(for inputs: Matrix) -> Matrix {
    var values = inputs
    for (index, layer) in layers.enumerated() {
      values = .scores(of: values, weights: layer.weights, intercepts: layer.biases)
      guard index + 1 < layers.count else { break }
      values.updateRows { [activation] row in
        for j in row.indices { row[j] = activation.value(at: row[j]) }
      }
    }
    return values
  }

  /// The softmax of the scores, each probability to full relative precision.
  public func probabilities(for inputs: Matrix) -> Matrix {
    scores(for: inputs).updatingRows(softmax)
  }

  /// The logarithms of the probabilities: `(samples, classes)`, finite for any finite score.
  public func logProbabilities(for inputs: Matrix) -> Matrix {
    scores(for: inputs).updatingRows(logSoftmax)
  }

  /// Why the layers don't form a network, if they don't.
  private static func fault(of layers: [DenseLayer]) -> String? {
    guard let last = layers.last else { return "a perceptron needs at least one layer" }
    guard last.outputs >= 2 else {
      return "the last layer has \(last.outputs) of at least 2 classes"
    }
    for (index, (layer, next)) in zip(layers, layers.dropFirst()).enumerated()
    where layer.outputs != next.inputs {
      return "layer \(index) gives \(layer.outputs) values, the next one takes \(next.inputs)"
    }
    return nil
  }
}

extension DenseLayer: Codable {
  private enum CodingKeys: String, CodingKey { case weights, biases }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let weights = try container.decode(Matrix.self, forKey: .weights)
    let biases = try container.decode([Double].self, forKey: .biases)
    guard weights.rows == biases.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .biases, in: container,
        debugDescription: "\(weights.rows) rows of weights don't fit \(biases.count) biases")
    }
    self.init(weights: weights, biases: biases)
  }
}

extension PerceptronModel: Codable {
  private enum CodingKeys: String, CodingKey { case layers, activation }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let layers = try container.decode([DenseLayer].self, forKey: .layers)
    if let fault = Self.fault(of: layers) {
      throw DecodingError.dataCorruptedError(
        forKey: .layers, in: container, debugDescription: fault)
    }
    self.init(
      layers: layers, activation: try container.decode(Activation.self, forKey: .activation))
  }
}
