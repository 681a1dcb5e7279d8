import LinearAlgebra

/// Logistic, softmax or one-vs-rest regression on binned and one-hot columns, asked rows.
///
/// The target of Tramèr et al. 2016, §5.2: a user of Amazon's or BigML's service saw neither the
/// bins nor the columns.
public struct BinnedModel: Sendable, Hashable {
  /// From rows to columns.
  public let encoder: BinnedEncoder
  /// The regression on the columns.
  public let model: StoredModel

  /// A regression on an encoder's columns, with the classes of its schema.
  public init(_ encoder: BinnedEncoder, _ model: StoredModel) {
    if let fault = Self.fault(of: model, on: encoder) { preconditionFailure(fault) }
    self.encoder = encoder
    self.model = model
  }

  /// The features and classes.
  public var schema: Schema { encoder.schema }
  /// Number of parameters, among them those that no answer can tell apart.
  public var parameterCount: Int { model.parameterCount }

  /// Why a regression doesn't fit an encoder, if it doesn't.
  static func fault(of model: StoredModel, on encoder: BinnedEncoder) -> String? {
    if model.kind == .multilayerPerceptron { return "a perceptron is no binned regression" }
    if model.features != encoder.dimensions {
      return "the encoding has \(encoder.dimensions) columns and the model takes \(model.features)"
    }
    let schema = encoder.schema
    if model.classes != schema.classes.count {
      return "the schema names \(schema.classes.count) classes and the model has \(model.classes)"
    }
    for (what, names) in [("class", schema.classes), ("feature", schema.features.map(\.name))] {
      if Set(names).count < names.count { return "the schema names a \(what) twice" }
    }
    return nil
  }
}

extension BinnedModel: Predictor {
  /// Answers rows as a user has them with a probability per class.
  ///
  /// The values must fit the schema.
  public func predictions(for inputs: [Query]) -> [Prediction] {
    let answers = model.probabilities(for: encoder.points(for: inputs))
    return (0..<answers.rows).map { Prediction(probabilities: answers[row: $0]) }
  }
}
