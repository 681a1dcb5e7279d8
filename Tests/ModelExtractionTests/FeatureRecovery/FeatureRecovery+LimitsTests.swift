import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

/// Ties, budgets that end, and targets that don't fit.
@Suite struct FeatureRecoveryLimitsTests {
  @Test func neighbouringBinsOfOneWeightAreOne() async throws {
    let model = BinnedFixture.ties([2, 5, 8], [0.5, -1, -1, 2])
    let found = try await BinnedFixture.extract(model)
    let thresholds = try #require(found.thresholds["x"])
    #expect(thresholds.count == 2 && abs(thresholds[0] - 2) < 0.01 && abs(thresholds[1] - 8) < 0.01)
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-11)
  }

  // A bin between two of equal weight doesn't show at its ends; a random row in it does.
  @Test(arguments: [
    ([4.0, 6], [0.5, -1, 0.5]), ([2.5, 3.5, 9], [0.5, -1, 0.5, 2]),
    ([1, 2, 6, 9], [0.5, 1, 0.5, -1, 0.5]),
  ])
  func aBinBetweenEqualOnesIsFoundByTheCheck(thresholds: [Double], weights: [Double]) async throws {
    let model = BinnedFixture.ties(thresholds, weights)
    let found = try await BinnedFixture.extract(model, by: FeatureRecovery(checks: 60))
    #expect(found.thresholds["x"]?.count == thresholds.count)
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-11)
  }

  @Test func featuresOfNoWeightHaveOneBin() async throws {
    let model = BinnedFixture.ties([2, 5], [0, 0, 0])
    let found = try await BinnedFixture.extract(model)
    #expect(found.thresholds["x"] == nil && found.converged)
    #expect(BinnedFixture.agreement(found, with: model).disagreements == 0)
    let paper = try await BinnedFixture.extract(
      model, by: FeatureRecovery(.paper, numbers: .binned))
    #expect(paper.thresholds["x"] == nil)
  }

  @Test func aRangeOfOneValueIsSearchedAroundIt() async throws {
    let schema = Schema(
      features: [
        Feature(name: "x", kind: .numeric(minimum: 3, maximum: 3)),
        Feature(name: "y", kind: .numeric(minimum: 0, maximum: 1)),
      ], target: "t", classes: ["a", "b"])
    let encoder = BinnedEncoder(
      schema, encodings: [FeatureEncoding(.bins([])), FeatureEncoding(.bins([0.25]))])
    let model = BinnedModel(
      encoder, .logistic(LogisticModel(weights: [0.5, -1, 1], intercept: 0.1)))
    let found = try await BinnedFixture.extract(model)
    #expect(found.thresholds.keys.sorted() == ["y"])
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-12)
  }

  // Between 36 and 37 there is no whole number, so that a threshold at 36 is found exactly.
  @Test func wholeNumbersAreSearchedAsSuch() async throws {
    var generator = PhiloxGenerator(seed: 3)
    let schema = Schema(
      features: [
        Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90)),
        Feature(name: "wage", kind: .numeric(minimum: 0, maximum: 1_000_000)),
      ], target: "t", classes: ["a", "b"])
    let encoder = BinnedEncoder(
      schema,
      encodings: [[22, 36, 37, 61], [1000, 300_000]].map { FeatureEncoding(.bins($0)) })
    let model = BinnedFixture.model(encoder, .logistic, using: &generator)
    let attack = FeatureRecovery(wholeNumbers: ["age", "wage"])
    let witness = WitnessOracle(LocalOracle(model, space: .raw(schema)))
    let found = try await attack.extract(from: witness, using: &generator)
    #expect(found.thresholds["age"] == [22, 36, 37, 61])
    let wages = try #require(found.thresholds["wage"])
    #expect(wages.count == 2 && abs(wages[1] - 300_000) <= 500)
    // But for halves of the ends, which tell whether numbers are binned at all.
    let fractions = witness.asked.count { row in
      row.values.contains { if case .number(let x) = $0 { x != x.rounded() } else { false } }
    }
    #expect(fractions <= 1)
  }

  @Test(arguments: FeatureRecovery.Method.allCases)
  func aBudgetThatEndsMidwayGivesAPartialCopy(method: FeatureRecovery.Method) async throws {
    let shape = BinnedFixture.Shape(kind: .softmax, classes: 3, numbers: 3, categories: [3, 6])
    let model = BinnedFixture.model(shape, seed: 6)
    let attack = FeatureRecovery(method)
    let whole = try await BinnedFixture.extract(model, by: attack)
    for budget in [1, 2, 5, 9, 20, 40, whole.queries / 2, whole.queries - 1] {
      let found = try await BinnedFixture.extract(model, by: attack, budget: budget)
      #expect(found.isPartial && found.queries == budget, "\(method), \(budget)")
      #expect(found.notes.contains("the budget ended after \(budget) queries"))
      #expect(BinnedFixture.agreement(found, with: model).totalVariation.isFinite)
    }
    let (less, more) = (whole.queries / 4, whole.queries * 3 / 4)
    let few = try await BinnedFixture.extract(model, by: attack, budget: less)
    let many = try await BinnedFixture.extract(model, by: attack, budget: more)
    #expect(
      BinnedFixture.agreement(many, with: model).totalVariation
        < BinnedFixture.agreement(few, with: model).totalVariation)
  }

  @Test func notASingleQueryIsAnError() async throws {
    let model = BinnedFixture.model(.init(kind: .logistic), seed: 1)
    for method in FeatureRecovery.Method.allCases {
      await #expect {
        try await BinnedFixture.extract(model, by: FeatureRecovery(method), budget: 0)
      } throws: {
        ($0 as? OracleError)?.code == .budgetExhausted(remaining: 0)
      }
    }
  }

  /// The sentence with which an attack refuses a target.
  private func refusal(
    of oracle: some Oracle, by attack: FeatureRecovery = FeatureRecovery()
  ) async -> String {
    var generator = PhiloxGenerator(seed: 1)
    do {
      _ = try await attack.extract(from: oracle, using: &generator)
      return "none"
    } catch {
      return error.message
    }
  }

  @Test func targetsThatDontFitAreRefusedWithASentence() async throws {
    let points = LocalOracle(RandomModels.softmax(features: 3, classes: 3, seed: 1))
    #expect(await refusal(of: points).contains("the target takes points of a cube"))
    let model = BinnedFixture.model(.init(kind: .logistic, categories: [3]), seed: 1)
    let local = LocalOracle(model, space: .raw(model.schema))
    #expect(
      await refusal(of: FilteredOracle(local, .labelOnly)).contains("a probability per class"))
    let whole = FeatureRecovery(wholeNumbers: ["category 0"])
    #expect(await refusal(of: local, by: whole).contains("'category 0' is said to hold whole"))
    var schema = model.schema
    schema.classes = []
    #expect(
      await refusal(of: LocalOracle(model, space: .raw(schema))).contains("predicts a number"))
    schema.classes = ["a", "b", "c"]
    #expect(
      await refusal(of: LocalOracle(model, space: .raw(schema)))
        .contains("2 probabilities for 3 classes"))
    let three = BinnedFixture.model(.init(kind: .softmax, classes: 3), seed: 1)
    let top = FilteredOracle(LocalOracle(three, space: .raw(three.schema)), .topLabel)
    #expect(await refusal(of: top).contains("a probability per class"))
  }

  @Test func aTargetOfAnotherClassIsNotCalledExact() async throws {
    let network = RandomModels.perceptron(features: 4, hidden: 6, classes: 3, seed: 2)
    let features = (0..<4).map {
      Feature(name: "x\($0)", kind: .numeric(minimum: -1, maximum: 1))
    }
    let schema = Schema(features: features, target: "t", classes: ["a", "b", "c"])
    let target = LocalOracle(EncodedModel(schema: schema, model: network), space: .raw(schema))
    var generator = PhiloxGenerator(seed: 1)
    let found = try await FeatureRecovery().extract(from: target, using: &generator)
    #expect(!found.converged && found.residual > 1e-3)
  }
}
