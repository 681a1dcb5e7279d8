import Estimators
import LinearAlgebra
import Testing

/// A tree estimator of any settings.
struct TreeCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let regression: Bool
  private let fitted: @Sendable (Dataset, inout PhiloxGenerator) throws -> DecisionTree

  init<E: Estimator>(_ name: String, _ estimator: E, regression: Bool = false)
  where E.Fitted == DecisionTree {
    testDescription = name
    self.regression = regression
    fitted = { try estimator.fit($0, using: &$1) }
  }

  func fit(_ data: Dataset) throws -> DecisionTree {
    var generator = PhiloxGenerator(seed: 1)
    return try fitted(data, &generator)
  }

  /// Rows that suit.
  var data: Dataset { regression ? .mixedNumbers() : .mixed() }

  static let all = [
    TreeCase("gini", ClassificationTree()),
    TreeCase(
      "entropy, subsets, pruned",
      ClassificationTree(
        criterion: .entropy, limits: TreeLimits(categories: .subsets, pruning: .confidence))),
    TreeCase(
      "every category, shallow",
      ClassificationTree(
        limits: TreeLimits(maximumDepth: 4, minimumLeafSize: 5, categories: .everyCategory))),
    TreeCase("regression", RegressionTree(), regression: true),
    TreeCase(
      "regression, subsets, pruned",
      RegressionTree(limits: TreeLimits(categories: .subsets, pruning: .costComplexity(0.01))),
      regression: true),
    TreeCase(
      "regression, every category",
      RegressionTree(limits: TreeLimits(minimumLeafSize: 3, categories: .everyCategory)),
      regression: true),
  ]
}

@Suite struct TreeContractTests {
  @Test(arguments: TreeCase.all) func everyAnswerIsInItsRange(estimator: TreeCase) throws {
    let data = estimator.data
    let tree = try estimator.fit(data)
    #expect(tree.isRegression == estimator.regression)
    for answer in tree.predictions(for: data.inputs) {
      guard case .top(let confidence) = answer.scores else {
        Issue.record("an answer without a confidence")
        return
      }
      if estimator.regression {
        #expect(confidence >= 0 && confidence.isFinite && answer.value?.isFinite == true)
      } else {
        #expect((0...1).contains(confidence) && answer.value == nil)
        #expect(data.schema.classes.indices.contains(answer.label))
      }
      #expect((confidence * 1e5).rounded() / 1e5 == confidence)
    }
  }

  @Test(arguments: TreeCase.all) func theSameDataGiveTheSameTree(estimator: TreeCase) throws {
    let first = try estimator.fit(estimator.data)
    #expect(try estimator.fit(estimator.data) == first)
  }

  @Test(arguments: TreeCase.all) func theTargetIsLearnedBetterThanWithoutFeatures(
    estimator: TreeCase
  ) throws {
    let data = estimator.data
    let answers = try estimator.fit(data).predictions(for: data.inputs)
    if let values = data.values {
      let mean = values.reduce(0, +) / Double(values.count)
      let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = zip(answers, values).reduce(0) { sum, pair in
        sum + (pair.0.value! - pair.1) * (pair.0.value! - pair.1)
      }
      #expect(error < spread / 2)
    } else {
      let right = zip(answers, data.labels).count { $0.label == $1 }
      let commonest = Dictionary(grouping: data.labels) { $0 }.values.map(\.count).max() ?? 0
      #expect(right > commonest + commonest / 2)
    }
  }

  @Test(arguments: TreeCase.all) func aMissingOrInfiniteValueIsAnErrorThatNamesThePlace(
    estimator: TreeCase
  ) {
    for (feature, value) in [
      (0, Value.missing), (0, .number(.nan)), (2, .number(.infinity)), (3, .missing),
    ] {
      let whole = estimator.data
      var inputs = whole.inputs
      inputs[6].values[feature] = value
      let data =
        whole.values.map {
          Dataset(name: "bad", schema: whole.schema, inputs: inputs, values: $0)
        } ?? Dataset(name: "bad", schema: whole.schema, inputs: inputs, labels: whole.labels)
      let error = #expect(throws: EstimatorError.self) { try estimator.fit(data) }
      #expect(error?.code == .unfitData)
      let name = whole.schema.features[feature].name
      #expect(error?.message.contains("bad, row 7: column '\(name)'") == true)
    }
  }

  @Test(arguments: TreeCase.all) func oneValueOfTheTargetOnlyIsAnError(estimator: TreeCase) {
    let whole = estimator.data
    let data =
      estimator.regression
      ? Dataset(
        name: "same", schema: whole.schema, inputs: whole.inputs,
        values: [Double](repeating: 2, count: whole.count))
      : Dataset(
        name: "same", schema: whole.schema, inputs: whole.inputs,
        labels: [Int](repeating: 1, count: whole.count))
    let error = #expect(throws: EstimatorError.self) { try estimator.fit(data) }
    #expect(error?.code == .unfitData)
    #expect(error?.message.contains("same") == true)
  }

  @Test(arguments: TreeCase.all) func rowsWithoutFeaturesGiveALoneLeaf(
    estimator: TreeCase
  ) throws {
    let whole = estimator.data
    let schema = Schema(features: [], target: "t", classes: whole.schema.classes)
    let inputs = whole.inputs.map { _ in Query([]) }
    let data =
      whole.values.map { Dataset(name: "bare", schema: schema, inputs: inputs, values: $0) }
      ?? Dataset(name: "bare", schema: schema, inputs: inputs, labels: whole.labels)
    #expect(try estimator.fit(data).nodes.count == 1)
  }
}
