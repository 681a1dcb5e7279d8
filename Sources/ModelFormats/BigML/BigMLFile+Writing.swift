public import Estimators
public import Foundation

extension BigMLFile {
  /// The deepest tree that is written; readers of JSON refuse more levels.
  private static let deepestWritten = 240

  /// A tree as BigML's JSON, which `tree(json:name:)` reads back as the same tree.
  ///
  /// Fields are numbered in the order of the features, the objective last.
  /// - Throws: `EstimatorError` of code `malformedModel` for a tree of more than 240 levels.
  public static func json(of tree: DecisionTree) throws(EstimatorError) -> Data {
    guard tree.depth <= deepestWritten else {
      throw EstimatorError(
        .malformedModel,
        "a tree of \(tree.depth) levels nests deeper than JSON allows; at most \(deepestWritten)")
    }
    let features = tree.schema.features
    let objective = id(features.count)
    var fields: [String: Any] = [
      objective: field(
        tree.schema.target, features.count,
        tree.isRegression ? .numeric(minimum: 0, maximum: 0) : .categorical(tree.schema.classes),
        hasSummary: !tree.isRegression)
    ]
    for (index, feature) in features.enumerated() {
      fields[id(index)] = field(feature.name, index, feature.kind, hasSummary: true)
    }
    let resource: [String: Any] = [
      "objective_field": objective, "objective_fields": [objective],
      "input_fields": features.indices.map(id),
      "model": ["kind": "mtree", "fields": fields, "root": root(of: tree)] as [String: Any],
    ]
    do {
      return try JSONSerialization.data(
        withJSONObject: ["code": 200, "object": resource], options: [.sortedKeys])
    } catch {
      throw EstimatorError(.malformedModel, "the tree can't be written: \(error)")
    }
  }

  private static func id(_ index: Int) -> String {
    let digits = String(index, radix: 16)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private static func field(
    _ name: String, _ column: Int, _ kind: Feature.Kind, hasSummary: Bool
  ) -> [String: Any] {
    var field: [String: Any] = ["name": name, "column_number": column]
    switch kind {
    case .numeric(let minimum, let maximum):
      field["optype"] = "numeric"
      if hasSummary { field["summary"] = ["minimum": minimum, "maximum": maximum] }
    case .categorical(let names):
      field["optype"] = "categorical"
      // How often each occurs isn't known.
      field["summary"] = ["categories": names.map { [$0, 0] as [Any] }]
    }
    return field
  }

  /// The nested nodes, made from the last one up, since children come after their parent.
  private static func root(of tree: DecisionTree) -> [String: Any] {
    var objects = tree.nodes.indices.map { index in object(tree.nodes[index], index, tree.schema) }
    for (index, node) in tree.nodes.enumerated().reversed() {
      guard let split = node.split else { continue }
      objects[index]["children"] = node.children.enumerated().map { branch, child in
        var object = objects[child]
        object["predicate"] = predicate(split, branch, tree.schema)
        return object
      }
      for child in node.children { objects[child] = [:] }
    }
    objects[0]["predicate"] = true
    return objects[0]
  }

  private static func object(
    _ node: DecisionTree.Node, _ index: Int, _ schema: Schema
  ) -> [String: Any] {
    var object: [String: Any] = ["id": index]
    object["output"] = node.answer.value.map { $0 as Any } ?? schema.classes[node.answer.label]
    object["confidence"] = node.answer.confidence
    object["count"] = node.count
    return object
  }

  private static func predicate(_ split: Split, _ branch: Int, _ schema: Schema) -> [String: Any] {
    var object: [String: Any] = ["field": id(split.feature)]
    switch split {
    case .threshold(_, let threshold):
      object["operator"] = branch == 0 ? "<=" : ">"
      object["value"] = threshold
    case .categories(let feature, let groups):
      guard case .categorical(let names) = schema.features[feature].kind else { break }
      let group = groups[branch].map { names[$0] }
      object["operator"] = group.count == 1 ? "=" : "in"
      object["value"] = group.count == 1 ? group[0] as Any : group
    }
    return object
  }
}
