public import Estimators

extension ModelFile {
  /// Units of the only hidden layer; `nil` for another class or another number of layers.
  public var hiddenUnits: Int? {
    guard case .multilayerPerceptron(let model) = stored, model.layers.count == 2 else {
      return nil
    }
    return model.layers[0].outputs
  }

  /// What the hidden units compute; tanh for a class without any.
  public var activation: Activation {
    guard case .multilayerPerceptron(let model) = stored else { return .tanh }
    return model.activation
  }
}
