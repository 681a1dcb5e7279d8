// Skua's own model file: one JSON object.
//
//     {"format": "skua-model", "kind": "softmax", "version": 1,
//      "parameters": {"intercepts": [b_1, ..], "weights": [[w_11, ..], ..]},
//      "provenance": {..}, "schema": {..}}
//
// A decision tree and a binned regression have the same frame, see TreeFile.swift and
// BinnedFile.swift. `parameters` is {"intercept", "weights"} with a flat list of weights for `logistic`;
// {"intercepts", "weights"} with a row per class for `softmax` and `ovr`; {"activation", "layers"}
// with a list of {"biases", "weights"} for `mlp`. `provenance` may be left out. Numbers are written
// so that they read back bit for bit, and keys are sorted, so that the same model gives the same
// bytes. Readers pass over keys that they don't know; a change that they can't pass over raises the
// version.

import LinearAlgebra

/// A fitted model with the schema of its inputs, as it stands in a file.
public struct ModelFile: Sendable, Hashable {
  /// The value of `format` in every file.
  public static let format = "skua-model"
  /// The newest version that this code reads, and the one it writes.
  public static let version = 1

  /// The model and its kind.
  public let stored: StoredModel
  /// The features and classes; it holds the ranges and categories that the encoder needs.
  public let schema: Schema
  /// Where the training data came from, if known.
  public let provenance: Provenance?

  /// A file of a model and the schema that it was fitted under.
  public init(_ stored: StoredModel, schema: Schema, provenance: Provenance? = nil) {
    if let fault = Self.fault(stored.model, schema) { preconditionFailure(fault) }
    self.stored = stored
    self.schema = schema
    self.provenance = provenance
  }

  /// The model for points of the encoded cube.
  public var model: any Model { stored.model }
  /// The model's kind.
  public var kind: ModelKind { stored.kind }
  /// The encoder of rows as a user has them.
  public var encoder: Encoder { Encoder(schema) }

  /// Why a model doesn't fit a schema, if it doesn't.
  static func fault(_ model: any Model, _ schema: Schema) -> String? {
    let dimensions = Encoder(schema).dimensions
    if model.features != dimensions {
      return "the schema encodes to \(dimensions) features and the model takes \(model.features)"
    }
    if model.classes != schema.classes.count {
      return "the schema names \(schema.classes.count) classes and the model has \(model.classes)"
    }
    for (what, names) in [("class", schema.classes), ("feature", schema.features.map(\.name))] {
      if Set(names).count < names.count { return "the schema names a \(what) twice" }
    }
    return nil
  }
}

extension ModelFile: Predictor {
  /// Answers rows as a user has them: one value per feature of the schema.
  ///
  /// The values must fit the schema; a missing one leaves its encoded columns at 0.
  public func predictions(for inputs: [Query]) -> [Prediction] {
    let answers = model.probabilities(for: encoder.points(for: inputs))
    return (0..<answers.rows).map { Prediction(probabilities: answers[row: $0]) }
  }
}

extension ModelFile: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, version, kind, schema, parameters, provenance
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func parameters<Parameters: Decodable>(_ type: Parameters.Type) throws -> Parameters {
      try container.decode(type, forKey: .parameters)
    }
    let name = try container.decode(String.self, forKey: .kind)
    guard name != TreeFile.kind else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container,
        debugDescription: "a decision tree answers rows, and this takes a model of encoded points")
    }
    guard name != BinnedFile.kind else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container,
        debugDescription:
          "a binned regression answers rows, and this takes a model of encoded points")
    }
    guard let kind = ModelKind(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container, debugDescription: "no model is of kind \(name.quoted)")
    }
    let stored: StoredModel =
      switch kind {
      case .logistic: .logistic(try parameters(LogisticModel.self))
      case .softmax: .softmax(try parameters(SoftmaxModel.self))
      case .oneVsRest: .oneVsRest(try parameters(OneVsRestModel.self))
      case .multilayerPerceptron: .multilayerPerceptron(try parameters(PerceptronModel.self))
      }
    let schema = try container.decode(Schema.self, forKey: .schema)
    if let fault = Self.fault(stored.model, schema) {
      throw DecodingError.dataCorruptedError(
        forKey: .parameters, in: container, debugDescription: fault)
    }
    self.init(
      stored, schema: schema,
      provenance: try container.decodeIfPresent(Provenance.self, forKey: .provenance))
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(Self.version, forKey: .version)
    try container.encode(kind, forKey: .kind)
    try container.encode(schema, forKey: .schema)
    switch stored {
    case .logistic(let model): try container.encode(model, forKey: .parameters)
    case .softmax(let model): try container.encode(model, forKey: .parameters)
    case .oneVsRest(let model): try container.encode(model, forKey: .parameters)
    case .multilayerPerceptron(let model): try container.encode(model, forKey: .parameters)
    }
    try container.encodeIfPresent(provenance, forKey: .provenance)
  }
}
