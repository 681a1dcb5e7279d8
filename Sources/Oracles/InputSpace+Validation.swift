public import Estimators

extension InputSpace {
  /// Holds every input of a batch to this space.
  ///
  /// - Throws: `OracleError.Code.invalidQuery`, which names the first input that doesn't fit and
  ///   why.
  public func validate(_ inputs: [Query]) throws(OracleError) {
    for (index, input) in inputs.enumerated() {
      if let reason = objection(to: input) {
        throw OracleError(.invalidQuery, "query \(index + 1) of the batch \(reason)")
      }
    }
  }

  /// What is wrong with an input, as the rest of a sentence; `nil` if it fits.
  public func objection(to input: Query) -> String? {
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
          return "has \(value.text) in column '\(feature.name)', which takes \(feature.domain)"
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

  /// What this feature's values are, as the end of a sentence.
  fileprivate var domain: String {
    switch kind {
    case .numeric: "finite numbers"
    case .categorical(let categories): "categories of index 0 to \(categories.count - 1)"
    }
  }
}

extension Value {
  /// This value as a part of a sentence.
  fileprivate var text: String {
    switch self {
    case .number(let number): "the number \(number)"
    case .category(let index): "the category of index \(index)"
    case .missing: "no value"
    }
  }
}
