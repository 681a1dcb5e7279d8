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
    for (index, input) in inputs.enumerated() {
      if let reason = space.objection(to: input) {
        throw OracleError(.invalidQuery, "query \(index + 1) of the batch \(reason)")
      }
    }
    return target.predictions(for: inputs)
  }
}

extension LocalOracle where Target: Model {
  /// Puts a model behind the encoded cube of its own features.
  public init(_ target: Target) {
    self.init(target, space: .encoded(dimensions: target.features))
  }
}

extension InputSpace {
  /// What is wrong with an input, as the rest of a sentence; `nil` if it fits.
  func objection(to input: Query) -> String? {
    switch self {
    case .encoded(let dimensions):
      guard input.values.count == dimensions else {
        return "has \(input.values.count) values where the target takes \(dimensions)"
      }
      for (column, value) in input.values.enumerated() {
        guard case .number(let number) = value, number.isFinite else {
          return "holds no finite number in column \(column + 1)"
        }
      }
    case .raw(let schema):
      guard input.values.count == schema.features.count else {
        return "has \(input.values.count) values where the target takes \(schema.features.count)"
      }
      for (value, feature) in zip(input.values, schema.features) {
        guard feature.admits(value) else {
          return "has \(value) in column '\(feature.name)', which takes no such value"
        }
      }
    }
    return nil
  }
}

extension Feature {
  /// Whether a value is of this feature's kind; a missing one always is.
  fileprivate func admits(_ value: Value) -> Bool {
    switch (value, kind) {
    case (.missing, _): true
    case (.number(let number), .numeric): number.isFinite
    case (.category(let index), .categorical(let categories)): categories.indices.contains(index)
    default: false
    }
  }
}
