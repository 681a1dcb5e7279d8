public import Estimators

/// An oracle in front of a model in this process.
public struct LocalOracle<Target: Predictor>: Oracle {
  public let space: InputSpace
  private let target: Target

  /// Puts a predictor behind an input space.
  ///
  /// - Parameters:
  ///   - target: Answers queries in the form of the space.
  ///   - space: The points or rows that the target understands.
  public init(_ target: Target, space: InputSpace) {
    self.target = target
    self.space = space
  }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    try space.validate(inputs)
    return target.predictions(for: inputs)
  }
}

extension LocalOracle where Target: Model {
  /// Puts a model behind the encoded cube of its own features.
  public init(_ target: Target) {
    self.init(target, space: .encoded(dimensions: target.features))
  }
}
