import Estimators
import LinearAlgebra
import Oracles

@testable import ModelExtraction

/// Trees to attack, and attacks on them.
enum TreeFixture {
  /// Numbers of several scales and decimals beside categories.
  static func schema(
    numbers: Int = 4, categories: [Int] = [2, 3, 5], classes: Int = 3
  ) -> Schema {
    let numeric = (0..<numbers).map { index in
      Feature(
        name: "number \(index)",
        kind: .numeric(minimum: index == 1 ? -50 : 0, maximum: [10, 50, 400][index % 3]))
    }
    let categorical = categories.enumerated().map { index, count in
      Feature(
        name: "category \(index)", kind: .categorical((0..<count).map { "value \($0)" }))
    }
    return Schema(
      features: numeric + categorical, target: "y",
      classes: (0..<classes).map { "class \($0)" })
  }

  /// A random tree.
  static func tree(
    leaves: Int, seed: UInt64, identities: Int? = nil, schema: Schema? = nil
  ) throws -> DecisionTree {
    let schema = schema ?? self.schema(classes: seed % 5 == 0 ? 0 : 3)
    var generator = PhiloxGenerator(seed: seed, stream: 7)
    return try RandomTree(
      schema: schema, leaves: leaves, identities: identities, decimals: [0: 2, 3: 1]
    ).tree(using: &generator)
  }

  /// A tree of one number: x <= 3 is class 0, above 3 and up to `upper` class 1, then class 0 again.
  static func stripe(upTo upper: Double, confidences: [Double] = [0.5, 0.6, 0.7]) throws
    -> DecisionTree
  {
    func leaf(_ label: Int, _ index: Int) -> DecisionTree.Node {
      DecisionTree.Node(answer: .init(label: label, confidence: confidences[index]))
    }
    return try DecisionTree(
      schema: Schema(
        features: [
          Feature(name: "x", kind: .numeric(minimum: 0, maximum: 10)),
          Feature(name: "z", kind: .numeric(minimum: 0, maximum: 1)),
        ], target: "y",
        classes: ["a", "b"]),
      nodes: [
        DecisionTree.Node(
          answer: .init(label: 0, confidence: 0.1), split: .threshold(feature: 0, 3),
          children: [1, 2]),
        leaf(0, 0),
        DecisionTree.Node(
          answer: .init(label: 1, confidence: 0.2), split: .threshold(feature: 0, upper),
          children: [3, 4]),
        leaf(1, 1), leaf(0, 2),
      ])
  }

  /// Runs an attack against a local oracle.
  static func extract(
    _ tree: DecisionTree, by attack: some TreeAttack, filters: [AnswerFilter] = [],
    budget: Int? = nil
  ) async throws -> TreeExtraction {
    var generator = PhiloxGenerator(seed: 11)
    let oracle = MeteredOracle(
      FilteredOracle(LocalOracle(tree, space: .raw(tree.schema)), filters),
      meter: QueryMeter(budget: budget))
    let extraction = try await attack.extract(from: oracle, using: &generator)
    return extraction
  }

  /// Share of 2,000 uniform rows that a copy answers as its target.
  static func agreement(_ extraction: TreeExtraction, with tree: DecisionTree) -> Double {
    var generator = PhiloxGenerator(seed: 13)
    return TreeComparison.agreement(
      of: extraction.copy, with: tree,
      on: tree.schema.randomRows(count: 2000, using: &generator),
      uncovered: extraction.uncoveredLeaves)
  }
}
