import Estimators
import Foundation
import Testing

/// A tree of a number and a category, by hand:
///
///     0 age <= 30 ? 1 : 2
///     1 colour red ? 3 : colour blue ? 4     (green stops)
///     2 age <= 50 ? 5 : 6
private enum HandTree {
  static let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 0, maximum: 100)),
      Feature(name: "colour", kind: .categorical(["blue", "green", "red"])),
    ], target: "class", classes: ["no", "yes"])

  static let nodes: [DecisionTree.Node] = [
    .init(
      answer: .init(label: 0, confidence: 0.5), split: .threshold(feature: 0, 30),
      children: [1, 2]),
    .init(
      answer: .init(label: 1, confidence: 0.6),
      split: .categories(feature: 1, groups: [[2], [0]]), children: [3, 4]),
    .init(
      answer: .init(label: 0, confidence: 0.55), split: .threshold(feature: 0, 50),
      children: [5, 6]),
    .init(answer: .init(label: 1, confidence: 0.9)),
    .init(answer: .init(label: 0, confidence: 0.8)),
    .init(answer: .init(label: 1, confidence: 0.7)),
    .init(answer: .init(label: 0, confidence: 0.7)),
  ]

  static func changed(_ change: (inout [DecisionTree.Node]) -> Void) -> [DecisionTree.Node] {
    var nodes = nodes
    change(&nodes)
    return nodes
  }
}

@Suite struct DecisionTreeTests {
  private let tree: DecisionTree

  init() throws { tree = try DecisionTree(schema: HandTree.schema, nodes: HandTree.nodes) }

  private func answer(_ values: Value...) -> Prediction {
    tree.predictions(for: [Query(values)])[0]
  }

  @Test func aCompleteRowEndsAtALeafANumberAtTheThresholdOnTheLowerSide() {
    #expect(
      answer(.number(30), .category(2)) == Prediction(label: 1, scores: .top(0.9), fields: [0, 1]))
    #expect(
      answer(.number(30.1), .category(2)) == Prediction(label: 1, scores: .top(0.7), fields: [0]))
    #expect(
      answer(.number(-5), .category(0)) == Prediction(label: 0, scores: .top(0.8), fields: [0, 1]))
  }

  @Test func aRowStopsAtTheNodeWhoseFeatureItLacksWhichNamesThatFeature() {
    #expect(answer(.missing, .missing) == Prediction(label: 0, scores: .top(0.5), fields: [0]))
    #expect(
      answer(.number(3), .missing) == Prediction(label: 1, scores: .top(0.6), fields: [0, 1]))
    #expect(answer(.number(51), .missing).scores == .top(0.7))
  }

  @Test func aCategoryThatNoBranchTakesStopsAtTheNode() {
    #expect(
      answer(.number(3), .category(1)) == Prediction(label: 1, scores: .top(0.6), fields: [0, 1]))
    #expect(tree.node(for: Query([.number(3), .category(1)])) == 1)
  }

  @Test func leavesAndDepthAreCounted() throws {
    #expect(tree.leaves == [3, 4, 5, 6])
    #expect(tree.depth == 2)
    let leaf = try DecisionTree(schema: HandTree.schema, nodes: [HandTree.nodes[3]])
    #expect(leaf.depth == 0 && leaf.leaves == [0])
    #expect(leaf.predictions(for: [Query([.missing, .missing])])[0].fields == [])
  }

  @Test func aRegressionTreeAnswersWithANumberAndItsError() throws {
    var schema = HandTree.schema
    schema.classes = []
    let tree = try DecisionTree(
      schema: schema,
      nodes: [
        .init(
          answer: .init(value: 4, confidence: 2), split: .threshold(feature: 0, 1),
          children: [1, 2]),
        .init(answer: .init(value: 1.5, confidence: 0.25)),
        .init(answer: .init(value: 7)),
      ])
    #expect(tree.isRegression)
    let answers = tree.predictions(for: [
      Query([.number(0), .missing]), Query([.number(2), .missing]),
    ])
    #expect(answers[0] == Prediction(label: 0, scores: .top(0.25), value: 1.5, fields: [0]))
    #expect(answers[1] == Prediction(label: 0, scores: .none, value: 7, fields: [0]))
  }

  @Test func aTreeReadsBackAsItWasWritten() throws {
    let data = try JSONEncoder().encode(tree)
    #expect(try JSONDecoder().decode(DecisionTree.self, from: data) == tree)
  }

  @Test(arguments: [
    ("a cycle", HandTree.changed { $0[2].children[0] = 0 }, "cycle"),
    ("a node that is its own child", HandTree.changed { $0[2].children[0] = 2 }, "cycle"),
    ("a dangling child", HandTree.changed { $0[2].children[1] = 7 }, "child 7"),
    ("a negative child", HandTree.changed { $0[2].children[1] = -1 }, "child -1"),
    ("a shared child", HandTree.changed { $0[2].children = [3, 6] }, "both node 1 and node 2"),
    ("a child too few", HandTree.changed { $0[0].children = [1] }, "1 children"),
    ("children of a leaf", HandTree.changed { $0[0].split = nil }, "2 children"),
    ("a node nobody leads to", HandTree.changed { $0.append($0[3]) }, "no node's child"),
    (
      "an unknown feature", HandTree.changed { $0[2].split = .threshold(feature: 2, 50) },
      "feature 2"
    ),
    (
      "an unknown category",
      HandTree.changed { $0[1].split = .categories(feature: 1, groups: [[2], [3]]) }, "category 3"
    ),
    (
      "a category twice",
      HandTree.changed { $0[1].split = .categories(feature: 1, groups: [[2, 0], [0]]) }, "twice"
    ),
    (
      "a threshold on categories",
      HandTree.changed { $0[1].split = .threshold(feature: 1, 0) }, "holds categories"
    ),
    (
      "categories of a number",
      HandTree.changed { $0[1].split = .categories(feature: 0, groups: [[0], [1]]) },
      "holds numbers"
    ),
    (
      "a threshold out of reach", HandTree.changed { $0[2].split = .threshold(feature: 0, 30) },
      "no input reaches node 5"
    ),
    (
      "a threshold of NaN", HandTree.changed { $0[2].split = .threshold(feature: 0, .nan) },
      "finite"
    ),
    ("an unknown class", HandTree.changed { $0[4].answer.label = 2 }, "2 classes"),
    ("a number for a class", HandTree.changed { $0[4].answer.value = 2 }, "2 classes"),
    ("no nodes", [], "no node"),
  ])
  func whatIsNoTreeIsRefusedByName(
    _ what: String, _ nodes: [DecisionTree.Node], _ part: String
  ) {
    let error = #expect(throws: EstimatorError.self) {
      try DecisionTree(schema: HandTree.schema, nodes: nodes)
    }
    #expect(error?.code == .malformedModel)
    #expect(error?.message.contains(part) == true, "\(what): \(error?.message ?? "")")
  }

  @Test func aTreeAsDeepAsItHasNodesIsCheckedAndFollowed() throws {
    let depth = 20_000
    var nodes: [DecisionTree.Node] = []
    for level in 0..<depth {
      nodes.append(
        .init(
          answer: .init(label: 0), split: .threshold(feature: 0, Double(level)),
          children: [2 * level + 1, 2 * level + 2]))
      nodes.append(.init(answer: .init(label: level % 2)))
    }
    nodes.append(.init(answer: .init(label: 1)))
    let deep = try DecisionTree(schema: HandTree.schema, nodes: nodes)
    #expect(deep.depth == depth)
    #expect(deep.node(for: Query([.number(9_999.5), .missing])) == 2 * 10_000 + 1)
  }
}
