import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct ExtractAndTestTests {
  /// Runs the search and checks what holds of every run.
  private func extract(
    _ target: some Model, attack: ExtractAndTest = ExtractAndTest(maximumHidden: 8),
    filter: AnswerFilter? = nil
  ) async throws -> Extraction<StoredModel> {
    let witness = WitnessOracle(FilteredOracle(LocalOracle(target), filter.map { [$0] } ?? []))
    var generator = PhiloxGenerator(seed: 60)
    let result = try await attack.extract(from: witness, using: &generator)
    #expect(Set(witness.asked).count == witness.asked.count, "a query was paid twice")
    #expect(witness.asked.count == result.queries + (result.check?.queries ?? 0))
    #expect(isFinite(result.copy))
    return result
  }

  @Test func logisticRegressionIsFoundOut() async throws {
    let target = RandomModels.logistic(features: 7, seed: 1)
    let result = try await extract(target)
    #expect(result.copy.kind == .logistic && result.converged)
    #expect(result.queries == 8 && result.check?.queries == 20)
    #expect(compare(target, result.copy).totalVariation < 1e-9)
  }

  @Test func softmaxRegressionIsFoundOut() async throws {
    let target = RandomModels.softmax(features: 7, classes: 4, seed: 1)
    let result = try await extract(target)
    #expect(result.copy.kind == .softmax && result.converged)
    #expect(result.queries == 8)
  }

  @Test func oneVsRestRegressionIsFoundOut() async throws {
    let target = RandomModels.oneVsRest(features: 7, classes: 4, seed: 1)
    let result = try await extract(target)
    #expect(result.copy.kind == .oneVsRest && result.converged)
    #expect(compare(target, result.copy).totalVariation < 1e-7)
    #expect(result.notes.count { $0.contains("held-out queries") } == 2)
  }

  @Test(arguments: [2, 3]) func aPerceptronIsFoundOut(classes: Int) async throws {
    let target = RandomModels.perceptron(features: 5, hidden: 3, classes: classes, seed: 1)
    let result = try await extract(target)
    #expect(result.copy.kind == .multilayerPerceptron && result.converged)
    #expect(compare(target, result.copy).totalVariation < 1e-6)
  }

  @Test func rowsAsAUserHasThemAreEnough() async throws {
    let model = RandomModels.softmax(features: Encoder(.mixed).dimensions, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 60)
    let result = try await ExtractAndTest(maximumHidden: 1).extract(
      from: LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed)),
      using: &generator)
    #expect(result.copy.kind == .softmax && result.converged)
    #expect(compareRows(model, result.copy, .mixed) < 1e-9)
  }

  @Test func aListIsAskedInOrder() async throws {
    let target = RandomModels.oneVsRest(features: 4, classes: 3, seed: 1)
    let witness = WitnessOracle(LocalOracle(target))
    var generator = PhiloxGenerator(seed: 60)
    let list = witness.space.uniformQueries(12, using: &generator)
    let result = try await ExtractAndTest(points: .listed(list), maximumHidden: 1)
      .extract(from: witness, using: &generator)
    #expect(result.copy.kind == .oneVsRest && result.converged)
    #expect(witness.asked.filter(list.contains) == Array(list.prefix(11)))
  }

  @Test func anUnknownClassIsNotClaimed() async throws {
    // Wider than the search goes.
    let target = RandomModels.perceptron(features: 4, hidden: 12, classes: 3, seed: 1)
    let result = try await extract(target, attack: ExtractAndTest(maximumHidden: 2))
    #expect(!result.converged)
    #expect(result.check != nil)
  }

  @Test(arguments: [1, 5, 8, 9, 15, 28, 29, 33, 40]) func aBudgetThatEndsGivesAMarkedCopy(
    budget: Int
  ) async throws {
    // Softmax takes 8 queries and 20 to test, one-vs-rest 14.
    let target = RandomModels.oneVsRest(features: 7, classes: 4, seed: 1)
    let meter = QueryMeter(budget: budget)
    var generator = PhiloxGenerator(seed: 60)
    let result = try await ExtractAndTest().extract(
      from: MeteredOracle(LocalOracle(target), meter: meter), using: &generator)
    #expect(isFinite(result.copy))
    // With 13 the copy is exact too, which the held-out queries show.
    #expect(result.converged == (budget >= 33))
    #expect(result.isPartial || budget == 40)
    #expect(await meter.spent <= budget)
    if budget < 9 { #expect(result.notes.contains { $0.contains("left no query to test") }) }
  }

  @Test func notASingleQueryIsAnError() async {
    let oracle = MeteredOracle(
      LocalOracle(RandomModels.logistic(features: 7, seed: 1)), meter: QueryMeter(budget: 0))
    await #expect {
      var generator = PhiloxGenerator(seed: 60)
      _ = try await ExtractAndTest().extract(from: oracle, using: &generator)
    } throws: {
      ($0 as? OracleError)?.code == .budgetExhausted(remaining: 0)
    }
  }

  @Test func roundedAnswersAreTriedOnRegressionsAlone() async throws {
    let softmax = try await extract(
      RandomModels.softmax(features: 4, classes: 3, seed: 1), filter: .rounded(decimals: 5))
    #expect(softmax.copy.kind == .softmax)
    let perceptron = try await extract(
      RandomModels.perceptron(features: 4, hidden: 6, classes: 3, seed: 1),
      filter: .rounded(decimals: 3))
    #expect(!perceptron.converged)
    #expect(perceptron.copy.kind != .multilayerPerceptron)
  }

  @Test func withoutHeldOutQueriesTheClassesAreStillCounted() async throws {
    let result = try await extract(
      RandomModels.softmax(features: 4, classes: 3, seed: 1),
      attack: ExtractAndTest(heldOut: 0, maximumHidden: 1))
    #expect(!result.converged && result.check == nil)
  }

  @Test func labelsAloneAreRefused() async {
    let oracle = FilteredOracle(
      LocalOracle(RandomModels.softmax(features: 4, classes: 3, seed: 1)), .labelOnly)
    await #expect {
      var generator = PhiloxGenerator(seed: 60)
      _ = try await ExtractAndTest().extract(from: oracle, using: &generator)
    } throws: {
      ($0 as? OracleError)?.code == .unsuitableAnswer
    }
  }
}
