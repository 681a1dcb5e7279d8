import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct SelfCheckTests {
  private let target = RandomModels.softmax(features: 3, classes: 3, seed: 1)

  /// A check of so many queries with so many disagreements.
  private func check(_ disagreements: Int, of count: Int) -> SelfCheck {
    let inputs = (0..<count).map { _ in Query(numbers: [1]) }
    let answers = (0..<count).map { Prediction(label: $0 < disagreements ? 0 : 1) }
    return SelfCheck(
      LogisticModel(weights: [5], intercept: 0), on: inputs, answers: answers,
      in: .encoded(dimensions: 1))
  }

  // The root of the exact binomial sum, by bisection in Python; without any, 1 - 0.05^(1/n).
  @Test(arguments: [
    (0, 20, 0.1391083), (1, 20, 0.2161062), (0, 1, 0.95), (3, 10, 0.6066242), (0, 1000, 0.0029912),
    (50, 100, 0.5863783), (19, 20, 0.9974386), (20, 20, 1.0), (1, 1, 1.0),
  ]) func theBoundIsThatOfClopperAndPearson(disagreements: Int, queries: Int, bound: Double) {
    let check = check(disagreements, of: queries)
    #expect(check.disagreements == disagreements && check.queries == queries)
    #expect(abs(check.disagreementBound - bound) < 1e-6)
  }

  @Test func aTrueCopyHasNoErrorAndTheBoundSaysHowLittleThatProves() async throws {
    var generator = PhiloxGenerator(seed: 2)
    let check = try #require(
      try await SelfCheck.compare(
        target, with: LocalOracle(target), queries: 100, using: &generator))
    #expect(check.queries == 100 && check.disagreements == 0)
    #expect(check.meanTotalVariation == 0 && check.largestTotalVariation == 0)
    #expect(abs(check.disagreementBound - 0.02951) < 1e-4)
  }

  @Test func aWrongCopyHasTheErrorThatAComparisonOnManyPointsShows() async throws {
    let other = RandomModels.softmax(features: 3, classes: 3, seed: 2)
    var generator = PhiloxGenerator(seed: 2)
    let check = try #require(
      try await SelfCheck.compare(
        other, with: LocalOracle(target), queries: 2000, using: &generator))
    let truth = compare(target, other)
    // 2,000 points each: four standard deviations are below 0.05.
    #expect(abs(Double(check.disagreements) / 2000 - (1 - truth.agreement)) < 0.05)
    #expect(abs((check.meanTotalVariation ?? 0) - truth.totalVariation) < 0.05)
    #expect(check.disagreementBound > Double(check.disagreements) / 2000)
    #expect((check.largestTotalVariation ?? 0) >= (check.meanTotalVariation ?? 1))
  }

  @Test func labelsAloneAreCompared() async throws {
    var generator = PhiloxGenerator(seed: 2)
    let check = try #require(
      try await SelfCheck.compare(
        target, with: FilteredOracle(LocalOracle(target), .labelOnly), queries: 50,
        using: &generator))
    #expect(check.disagreements == 0)
    #expect(check.meanTotalVariation == nil && check.largestTotalVariation == nil)
  }

  @Test func queriesThatTheBudgetRefusesAreLeftOut() async throws {
    for budget in [0, 1, 7] {
      var generator = PhiloxGenerator(seed: 2)
      let oracle = MeteredOracle(LocalOracle(target), meter: QueryMeter(budget: budget))
      let check = try await SelfCheck.compare(target, with: oracle, queries: 20, using: &generator)
      #expect(check?.queries == (budget == 0 ? nil : budget))
    }
  }
}
