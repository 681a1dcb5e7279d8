public import LinearAlgebra

/// A model of any class, where the class is known only at run time.
public struct AnyModel: Model {
  /// The model itself.
  public let base: any Model

  /// Hides the class of a model.
  public init(_ base: any Model) { self.base = base }

  public var features: Int { base.features }
  public var classes: Int { base.classes }
  public var parameterCount: Int { base.parameterCount }

  /// What the model itself answers.
  public func probabilities(for inputs: Matrix) -> Matrix { base.probabilities(for: inputs) }
}
