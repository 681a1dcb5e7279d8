public import LinearAlgebra

/// A stored model answers as the model it holds, so that a model whose class is known only at run
/// time has a type.
extension StoredModel: Model {
  public var features: Int { model.features }
  public var classes: Int { model.classes }
  public var parameterCount: Int { model.parameterCount }

  public func probabilities(for inputs: Matrix) -> Matrix { model.probabilities(for: inputs) }
}
