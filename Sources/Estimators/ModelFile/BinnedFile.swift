// A binned regression in Skua's own model file:
//
//     {"format": "skua-model", "kind": "binned", "version": 1,
//      "parameters": {"encodings": [{"kind": "bins", "thresholds": [1.5, 3]}, {"kind": "categories"},
//                                   {"kind": "number", "marks_missing": true}],
//                     "link": "softmax", "model": {"intercepts": [..], "weights": [[..], ..]}},
//      "provenance": {..}, "schema": {..}}
//
// There is an encoding per feature of the schema, and a weight per column: those of the bins or
// categories in order, then the one that marks a missing value. `link` is `logistic`, `softmax` or
// `ovr`, and `model` holds what `parameters` does in a file of that kind. `marks_missing` and
// `provenance` may be left out.

public import Foundation

/// A binned regression, as it stands in a file.
public struct BinnedFile: Sendable, Hashable {
  /// The value of `kind` in the file.
  public static let kind = "binned"

  /// The regression with its encoder.
  public let model: BinnedModel
  /// Where the training data came from, if known.
  public let provenance: Provenance?

  /// A file of a regression.
  public init(_ model: BinnedModel, provenance: Provenance? = nil) {
    self.model = model
    self.provenance = provenance
  }

  /// The features and classes.
  public var schema: Schema { model.schema }
}

extension BinnedFile: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, version, kind, schema, parameters, provenance
  }

  private enum ParameterKeys: String, CodingKey { case encodings, link, model }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    guard kind == Self.kind else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container,
        debugDescription: "a model of kind \(kind.quoted) is no binned regression")
    }
    let schema = try container.decode(Schema.self, forKey: .schema)
    let parameters = try container.nestedContainer(
      keyedBy: ParameterKeys.self, forKey: .parameters)
    let encodings = try parameters.decode([FeatureEncoding].self, forKey: .encodings)
    if let fault = BinnedEncoder.fault(of: encodings, under: schema) {
      throw DecodingError.dataCorruptedError(
        forKey: .encodings, in: parameters, debugDescription: fault)
    }
    let encoder = BinnedEncoder(schema, encodings: encodings)
    let link = try parameters.decode(String.self, forKey: .link)
    let model: StoredModel =
      switch ModelKind(rawValue: link) {
      case .logistic: .logistic(try parameters.decode(LogisticModel.self, forKey: .model))
      case .softmax: .softmax(try parameters.decode(SoftmaxModel.self, forKey: .model))
      case .oneVsRest: .oneVsRest(try parameters.decode(OneVsRestModel.self, forKey: .model))
      case .multilayerPerceptron, nil:
        throw DecodingError.dataCorruptedError(
          forKey: .link, in: parameters,
          debugDescription: "no binned regression has the link \(link.quoted)")
      }
    if let fault = BinnedModel.fault(of: model, on: encoder) {
      throw DecodingError.dataCorruptedError(
        forKey: .model, in: parameters, debugDescription: fault)
    }
    self.init(
      BinnedModel(encoder, model),
      provenance: try container.decodeIfPresent(Provenance.self, forKey: .provenance))
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFile.format, forKey: .format)
    try container.encode(ModelFile.version, forKey: .version)
    try container.encode(Self.kind, forKey: .kind)
    try container.encode(schema, forKey: .schema)
    var parameters = container.nestedContainer(keyedBy: ParameterKeys.self, forKey: .parameters)
    try parameters.encode(model.encoder.encodings, forKey: .encodings)
    try parameters.encode(model.model.kind, forKey: .link)
    switch model.model {
    case .logistic(let regression): try parameters.encode(regression, forKey: .model)
    case .softmax(let regression): try parameters.encode(regression, forKey: .model)
    case .oneVsRest(let regression): try parameters.encode(regression, forKey: .model)
    case .multilayerPerceptron: preconditionFailure("a perceptron is no binned regression")
    }
    try container.encodeIfPresent(provenance, forKey: .provenance)
  }
}

extension BinnedFile {
  /// Whether JSON says that it is a binned regression in Skua's format, sound or not.
  public static func claims(_ json: Data) -> Bool {
    let header = try? JSONDecoder().decode(Header.self, from: json)
    return header?.format == ModelFile.format && header?.kind == kind
  }

  private struct Header: Decodable {
    var format: String?
    var kind: String?
  }

  /// Reads a file that holds a binned regression.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile`, or `malformedModel` with the place in the
  ///   file.
  public static func read(from path: String) throws(EstimatorError) -> BinnedFile {
    try BinnedFile(json: ModelFile.contents(of: path), name: path)
  }

  /// Reads the contents of a file; `name` stands for it in messages.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel`.
  public init(json: Data, name: String) throws(EstimatorError) {
    self = try ModelFile.decode(Self.self, from: json, name: name)
  }

  /// The file's contents: the same model gives the same bytes.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel` if a weight is NaN or infinite.
  public func json() throws(EstimatorError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + [UInt8(ascii: "\n")]
    } catch {
      throw EstimatorError(
        .malformedModel,
        "the binned model holds a number that is NaN or infinite and can't be written; train it "
          + "again with a stronger penalty")
    }
  }

  /// Writes the file, or leaves what stood there untouched.
  ///
  /// - Throws: `EstimatorError` of code `unwritableFile`, or `malformedModel` as `json()`.
  public func write(to path: String) throws(EstimatorError) {
    try writeAtomically(json(), to: path)
  }
}
