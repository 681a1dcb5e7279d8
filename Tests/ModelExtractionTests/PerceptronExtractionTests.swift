import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct PerceptronExtractionTests {
  // Features, hidden units, classes; every activation, two classes and many.
  static let shapes: [(Int, Int, Int, Activation)] = [
    (4, 5, 3, .tanh), (10, 8, 2, .tanh), (20, 10, 5, .tanh), (20, 10, 5, .sigmoid),
    (20, 10, 5, .relu), (30, 6, 10, .tanh),
  ]

  @Test(arguments: shapes)
  func theDefaultQueriesRecoverTheTargetExactly(
    features: Int, hidden: Int, classes: Int, activation: Activation
  ) async throws {
    let target = RandomModels.perceptron(
      features: features, hidden: hidden, classes: classes, activation: activation, seed: 3)
    var generator = PhiloxGenerator(seed: 53)
    let attack = PerceptronExtraction(hidden: hidden, activation: activation)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == attack.defaultQueries(features: features, classes: classes))
    #expect(result.unknowns == target.parameterCount)
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(compare(target, result.copy).agreement == 1)
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

  // The information floor is a quarter of the default, where random starts fail: the result says
  // so.
  @Test func atTheInformationFloorTheResultIsFiniteAndHonest() async throws {
    let target = RandomModels.perceptron(features: 10, hidden: 6, classes: 4, seed: 5)
    let attack = PerceptronExtraction(
      hidden: 6, queries: PerceptronExtraction(hidden: 6).minimumQueries(features: 10, classes: 4),
      starts: 2)
    var generator = PhiloxGenerator(seed: 55)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    let (distance, _) = compare(target, result.copy)
    #expect(distance.isFinite)
    #expect(result.converged == (distance < 1e-6))
  }

  @Test func theSameSeedGivesTheSameCopy() async throws {
    let target = RandomModels.perceptron(features: 6, hidden: 4, classes: 3, seed: 6)
    var copies: [PerceptronModel] = []
    for _ in 0..<2 {
      var generator = PhiloxGenerator(seed: 56)
      copies.append(
        try await PerceptronExtraction(hidden: 4)
          .extract(from: LocalOracle(target), using: &generator).copy)
    }
    #expect(copies[0] == copies[1])
  }
}
