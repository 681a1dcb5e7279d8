// A decision tree in Skua's own model file:
//
//     {"format": "skua-model", "kind": "tree", "version": 1,
//      "parameters": {"nodes": [{"answer": {"confidence": 0.48, "label": 1}, "children": [1, 2],
//                                "count": 90, "split": {"feature": 0, "threshold": 1.5}}, ..]},
//      "provenance": {..}, "schema": {..}}
//
// The root comes first and children after their parent. A split on categories has `groups`, a list
// of category indices per child, in place of `threshold`. An answer has `value` beside the label 0
// where the target is a number; then `classes` of the schema is empty. `confidence`, `count` and
// `provenance` may be left out.

public import Foundation

/// A decision tree, as it stands in a file.
public struct TreeFile: Sendable, Hashable {
  /// The value of `kind` in the file.
  public static let kind = "tree"

  /// The tree with the schema of its inputs.
  public let tree: DecisionTree
  /// Where the training data came from, if known.
  public let provenance: Provenance?

  /// A file of a tree.
  public init(_ tree: DecisionTree, provenance: Provenance? = nil) {
    self.tree = tree
    self.provenance = provenance
  }

  /// The features and classes.
  public var schema: Schema { tree.schema }
}

extension TreeFile: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, version, kind, schema, parameters, provenance
  }

  private struct Parameters: Codable { var nodes: [DecisionTree.Node] }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    guard kind == Self.kind else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: container,
        debugDescription: "a model of kind \(kind.quoted) is no decision tree")
    }
    let schema = try container.decode(Schema.self, forKey: .schema)
    let parameters = try container.decode(Parameters.self, forKey: .parameters)
    if let fault = DecisionTree.fault(of: parameters.nodes, under: schema) {
      throw DecodingError.dataCorruptedError(
        forKey: .parameters, in: container, debugDescription: fault)
    }
    self.init(
      try DecisionTree(schema: schema, nodes: parameters.nodes),
      provenance: try container.decodeIfPresent(Provenance.self, forKey: .provenance))
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFile.format, forKey: .format)
    try container.encode(ModelFile.version, forKey: .version)
    try container.encode(Self.kind, forKey: .kind)
    try container.encode(schema, forKey: .schema)
    try container.encode(Parameters(nodes: tree.nodes), forKey: .parameters)
    try container.encodeIfPresent(provenance, forKey: .provenance)
  }
}

extension TreeFile {
  /// Whether JSON says that it is a decision tree in Skua's format, sound or not.
  public static func claims(_ json: Data) -> Bool {
    let header = try? JSONDecoder().decode(Header.self, from: json)
    return header?.format == ModelFile.format && header?.kind == kind
  }

  private struct Header: Decodable {
    var format: String?
    var kind: String?
  }

  /// Reads a file that holds a decision tree.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile`, or `malformedModel` with the place in the
  ///   file.
  public static func read(from path: String) throws(EstimatorError) -> TreeFile {
    try TreeFile(json: ModelFile.contents(of: path), name: path)
  }

  /// Reads the contents of a file; `name` stands for it in messages.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel`.
  public init(json: Data, name: String) throws(EstimatorError) {
    self = try ModelFile.decode(Self.self, from: json, name: name)
  }

  /// The file's contents: the same tree gives the same bytes.
  public func json() throws(EstimatorError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + [UInt8(ascii: "\n")]
    } catch {
      throw EstimatorError(.malformedModel, "the range of a feature is no finite number")
    }
  }

  /// Writes the file, or leaves what stood there untouched.
  ///
  /// - Throws: `EstimatorError` of code `unwritableFile`, or `malformedModel` as `json()`.
  public func write(to path: String) throws(EstimatorError) {
    try writeAtomically(json(), to: path)
  }
}
