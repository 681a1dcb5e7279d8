public import Estimators

extension ModelFile {
  /// Units of each hidden layer; none for another class than the perceptron.
  public var hiddenLayers: [Int] {
    guard case .multilayerPerceptron(let model) = stored else { return [] }
    return model.layers.dropLast().map(\.outputs)
  }

  /// What the hidden units compute; tanh for a class without any.
  public var activation: Activation {
    guard case .multilayerPerceptron(let model) = stored else { return .tanh }
    return model.activation
  }

  /// Reads rows of the schema, with the cells that meant no value when the model was fitted.
  var queryReader: QueryReader {
    QueryReader(schema, missing: Set(provenance?.missing ?? []))
  }
}
