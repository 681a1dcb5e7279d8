import Estimators
import Foundation
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct SoftmaxExtractionTests {
  @Test(arguments: [(4, 3), (20, 5), (64, 10), (105, 5)], [1, 2])
  func aQueryPerUnknownOfOneClassIsExact(shape: (features: Int, classes: Int), seed: Int)
    async throws
  {
    let target = RandomModels.softmax(
      features: shape.features, classes: shape.classes, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let result = try await SoftmaxExtraction().extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == shape.features + 1)
    #expect(result.converged && !result.isPartial && result.adaptiveQueries == 0)
    #expect(compare(target, result.copy).totalVariation < 1e-10)
    #expect(compare(target, result.copy).agreement == 1)
  }

  @Test func thePapersLossAgreesToo() async throws {
    let target = RandomModels.softmax(features: 8, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await SoftmaxExtraction(method: .loss)
      .extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == 27)
    #expect(compare(target, result.copy).totalVariation < 1e-5)
  }

  @Test func rowsOfCategoriesAreCopiedExactlyWhereTheyAreValid() async throws {
    for seed in UInt64(1)...3 {
      let model = RandomModels.softmax(
        features: Encoder(.mixed).dimensions, classes: 3, seed: seed)
      var generator = PhiloxGenerator(seed: seed + 50)
      let result = try await SoftmaxExtraction().extract(
        from: LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed)),
        using: &generator)
      #expect(result.queries == InputSpace.raw(.mixed).rank)
      #expect(result.converged)
      #expect(compareRows(model, result.copy, .mixed) < 1e-10)
      #expect(result.notes.contains { $0.contains("smallest norm") })
      // Of minimum norm: adding to all categories what the intercept loses would not change a row.
      #expect(compare(model, result.copy).totalVariation > 1e-3)
    }
  }

  @Test(arguments: [1, 5, 20, 31]) func aBudgetThatEndsInRowsGivesAPartialCopy(budget: Int)
    async throws
  {
    let model = RandomModels.softmax(features: Encoder(.mixed).dimensions, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let base = LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed))
    let result = try await SoftmaxExtraction().extract(
      from: MeteredOracle(base, meter: QueryMeter(budget: budget)), using: &generator)
    #expect(result.isPartial && !result.converged && isFinite(result.copy))
    #expect(result.queries == budget)
  }

  @Test func aListThatIsTooShortGivesAPartialCopy() async throws {
    let target = RandomModels.softmax(features: 5, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let list = InputSpace.encoded(dimensions: 5).uniformQueries(4, using: &generator)
    let short = try await SoftmaxExtraction(queries: 6, points: .listed(list))
      .extract(from: LocalOracle(target), using: &generator)
    #expect(short.queries == 4 && short.isPartial && isFinite(short.copy))
    // Without a number, a list that spans four directions takes four queries, and says so.
    let whole = try await SoftmaxExtraction(points: .listed(list))
      .extract(from: LocalOracle(target), using: &generator)
    #expect(whole.queries == 4 && !whole.isPartial)
    #expect(whole.notes.contains { $0.contains("span 4 of 6 directions") })
  }

  @Test func fewerQueriesThanUnknownsByChoiceAreMarkedAndNotExceeded() async throws {
    for space in [InputSpace.encoded(dimensions: 34), .raw(.mixed)] {
      let model = RandomModels.softmax(features: space.dimensions, classes: 3, seed: 1)
      var generator = PhiloxGenerator(seed: 51)
      let attack = SoftmaxExtraction(queries: 9)
      let result =
        if case .raw = space {
          try await attack.extract(
            from: LocalOracle(EncodedModel(schema: .mixed, model: model), space: space),
            using: &generator)
        } else { try await attack.extract(from: LocalOracle(model), using: &generator) }
      #expect(result.queries == 9)
      #expect(!result.converged && isFinite(result.copy))
      #expect(result.notes.contains { $0.contains("9 usable answers determine 9 of") })
    }
  }

  @Test(arguments: [2, 3, 5]) func roundingIsWeighedAgainstMoreQueries(decimals: Int) async throws {
    let target = RandomModels.softmax(features: 10, classes: 4, seed: 2)
    var errors: [Double] = []
    for queries in [11, 110, 1100] {
      var generator = PhiloxGenerator(seed: 51)
      let result = try await SoftmaxExtraction(queries: queries).extract(
        from: FilteredOracle(LocalOracle(target), .rounded(decimals: decimals)), using: &generator)
      #expect(isFinite(result.copy))
      errors.append(compare(target, result.copy).totalVariation)
    }
    #expect(errors[2] < errors[0])
    #expect(errors[2] < pow(10, -Double(decimals)))
    #expect(errors[1] < 10 * pow(10, -Double(decimals)))
  }

  @Test(arguments: [AnswerFilter.labelOnly, .topLabel])
  func answersWithoutAllProbabilitiesAreRefused(filter: AnswerFilter) async {
    let oracle = FilteredOracle(
      LocalOracle(RandomModels.softmax(features: 4, classes: 3, seed: 1)), filter)
    await #expect {
      var generator = PhiloxGenerator(seed: 51)
      _ = try await SoftmaxExtraction().extract(from: oracle, using: &generator)
    } throws: {
      ($0 as? OracleError)?.code == .unsuitableAnswer
    }
  }
}
