import Estimators
import LinearAlgebra
import Testing

@Suite struct RegressionTreeTests {
  private func fit(
    _ values: [(Double, Double)], _ limits: TreeLimits = TreeLimits()
  ) throws -> DecisionTree {
    let schema = Schema(
      features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 100))], target: "y",
      classes: [])
    let data = Dataset(
      name: "line", schema: schema, inputs: values.map { Query([.number($0.0)]) },
      values: values.map(\.1))
    var generator = PhiloxGenerator(seed: 1)
    return try RegressionTree(limits: limits).fit(data, using: &generator)
  }

  @Test func aStepIsFoundAndItsLeavesHoldTheMeans() throws {
    let tree = try fit(
      [(0, 1), (1, 3), (2, 2), (3, 10), (4, 14)], TreeLimits(maximumDepth: 1))
    #expect(tree.nodes[0].split == .threshold(feature: 0, 2.5))
    #expect(tree.nodes[0].answer.value == 6)
    #expect(tree.nodes[1].answer.value == 2 && tree.nodes[2].answer.value == 12)
    // Deviations of 1, 1, 0: S = 2; of 2, 2: S = 8.
    let bounds = [
      NodeConfidence.errorBound(squares: 2, of: 3), NodeConfidence.errorBound(squares: 8, of: 2),
    ].map { ($0 * 1e5).rounded() / 1e5 }
    #expect(tree.nodes[1].answer.confidence == bounds[0])
    #expect(tree.nodes[2].answer.confidence == bounds[1])
  }

  @Test func aLeafOfOneValueHasTheBoundOfItsParent() throws {
    let tree = try fit([(0, 0.1), (1, 0.1), (2, 0.1), (3, 0.1), (4, 5.3)])
    let parent = try #require(tree.nodes[0].answer.confidence)
    #expect(tree.nodes[1].answer.value == 0.1)
    #expect(tree.nodes[1].answer.confidence == (parent / 2 * 1e5).rounded() / 1e5)
    #expect(tree.nodes[2].answer == .init(value: 5.3, confidence: parent))
  }

  @Test func largeNumbersKeepTheirDifferences() throws {
    let tree = try fit([(0, 1e9), (1, 1e9 + 1), (2, 1e9 + 5), (3, 1e9 + 6)])
    #expect(tree.nodes[0].split == .threshold(feature: 0, 1.5))
    #expect(tree.leaves.count == 4)
    let answers = tree.predictions(for: [Query([.number(2)])])
    #expect(answers[0].value == 1e9 + 5 && answers[0].label == 0)
  }

  @Test(arguments: TreeLimits.CategorySplits.allCases)
  func meansAreThoseOfTheRows(splits: TreeLimits.CategorySplits) throws {
    let data = Dataset.mixedNumbers()
    let values = try #require(data.values)
    var generator = PhiloxGenerator(seed: 1)
    let tree = try RegressionTree(limits: TreeLimits(minimumLeafSize: 6, categories: splits))
      .fit(data, using: &generator)
    let ends = Dictionary(grouping: data.inputs.indices) { tree.node(for: data.inputs[$0]) }
    for leaf in tree.leaves {
      let rows = try #require(ends[leaf])
      let mean = rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
      let squares = rows.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
      #expect(abs((tree.nodes[leaf].answer.value ?? .nan) - mean) < 1e-12)
      let bound = NodeConfidence.errorBound(squares: squares, of: rows.count)
      #expect(abs((tree.nodes[leaf].answer.confidence ?? .nan) - bound) < 6e-6)
    }
  }

  @Test func aTargetThatIsNoNumberOrConstantIsRefused() {
    let constant = #expect(throws: EstimatorError.self) { try fit([(0, 1), (1, 1)]) }
    #expect(constant?.code == .unfitData)
    let nan = #expect(throws: EstimatorError.self) { try fit([(0, 1), (1, .nan)]) }
    #expect(nan?.message.contains("row 2: the target is nan") == true)
    let none = #expect(throws: EstimatorError.self) { try fit([]) }
    #expect(none?.code == .unfitData)
    var generator = PhiloxGenerator(seed: 1)
    let classes = #expect(throws: EstimatorError.self) {
      try RegressionTree().fit(Dataset.mixed(), using: &generator)
    }
    #expect(classes?.message.contains("names classes") == true)
    let numbers = #expect(throws: EstimatorError.self) {
      try ClassificationTree().fit(Dataset.mixedNumbers(), using: &generator)
    }
    #expect(numbers?.message.contains("is a number") == true)
    let regression = #expect(throws: EstimatorError.self) {
      try SoftmaxRegression().fit(Dataset.mixedNumbers(), using: &generator)
    }
    #expect(regression?.message.contains("is a number") == true)
  }
}
