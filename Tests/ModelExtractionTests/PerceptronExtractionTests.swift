import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct PerceptronExtractionTests {
  @Test(arguments: [(4, 5, 3, 1), (8, 20, 2, 2), (20, 10, 5, 3), (64, 20, 10, 4)])
  func theDefaultQueriesAreExact(
    features: Int, hidden: Int, classes: Int, seed: Int
  ) async throws {
    let target = RandomModels.perceptron(
      features: features, hidden: hidden, classes: classes, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let attack = PerceptronExtraction(hidden: hidden)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == attack.defaultQueries(features: features, classes: classes))
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(result.converged && !result.isPartial)
  }

  @Test func rowsOfCategoriesAreCopiedExactlyWhereTheyAreValid() async throws {
    let model = RandomModels.perceptron(
      features: Encoder(.mixed).dimensions, hidden: 3, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await PerceptronExtraction(hidden: 3).extract(
      from: LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed)),
      using: &generator)
    #expect(result.converged)
    #expect(compareRows(model, result.copy, .mixed) < 1e-6)
  }

  @Test(arguments: [1, 5, 20, 60]) func aBudgetBelowTheUnknownsGivesAPartialCopy(
    budget: Int
  ) async throws {
    let target = RandomModels.perceptron(features: 8, hidden: 20, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await PerceptronExtraction(hidden: 20, starts: 1).extract(
      from: MeteredOracle(LocalOracle(target), meter: QueryMeter(budget: budget)),
      using: &generator)
    #expect(result.isPartial && isFinite(result.copy))
    #expect(result.queries == budget)
  }
}
