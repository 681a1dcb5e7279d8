import Estimators
import Foundation
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct OneVsRestExtractionTests {
  @Test(arguments: [(20, 5, 1), (20, 5, 2), (105, 5, 3), (105, 5, 4), (8, 3, 5), (64, 10, 6)])
  func atMostATenthAboveTheMinimumIsExact(features: Int, classes: Int, seed: Int) async throws {
    let target = RandomModels.oneVsRest(features: features, classes: classes, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let attack = OneVsRestExtraction()
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    let minimum = attack.minimumQueries(features: features, classes: classes)
    // Of small targets, three more than the minimum are more than a tenth.
    #expect(Double(result.queries) <= max(1.1 * Double(minimum), Double(minimum + 3)))
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(result.converged)
  }

  @Test func theMinimumCoversTheUnknowns() {
    // 5 (105 + 1) unknowns, 4 numbers per answer.
    #expect(OneVsRestExtraction().minimumQueries(features: 105, classes: 5) == 133)
    #expect(OneVsRestExtraction().defaultQueries(features: 105, classes: 5) == 146)
    #expect(OneVsRestExtraction().minimumQueries(features: 3, classes: 2) == 8)
  }

  @Test(arguments: [1, 2, 9, 20]) func aBudgetThatEndsGivesAPartialCopy(budget: Int) async throws {
    let target = RandomModels.oneVsRest(features: 20, classes: 5, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await OneVsRestExtraction().extract(
      from: MeteredOracle(LocalOracle(target), meter: QueryMeter(budget: budget)),
      using: &generator)
    #expect(result.isPartial && !result.converged && isFinite(result.copy))
    #expect(result.queries == budget)
  }

  @Test func fewerQueriesThanTheMinimumByChoiceAreMarked() async throws {
    let target = RandomModels.oneVsRest(features: 10, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await OneVsRestExtraction(queries: 12)
      .extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == 12)
    #expect(!result.converged && isFinite(result.copy))
    #expect(result.notes.contains { $0.contains("12 usable answers don't determine the copy") })
  }

  @Test func rowsOfCategoriesAreCopiedExactlyWhereTheyAreValid() async throws {
    let model = RandomModels.oneVsRest(
      features: Encoder(.mixed).dimensions, classes: 3, seed: 2, scale: 0.7)
    var generator = PhiloxGenerator(seed: 52)
    let result = try await OneVsRestExtraction().extract(
      from: LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed)),
      using: &generator)
    // Every category twice.
    #expect(result.queries == 2 * InputSpace.raw(.mixed).rank)
    #expect(result.converged)
    #expect(compareRows(model, result.copy, .mixed) < 1e-6)
  }

  @Test(arguments: [2, 3, 5]) func roundingIsWeighedAgainstMoreQueries(decimals: Int) async throws {
    let target = RandomModels.oneVsRest(features: 6, classes: 3, seed: 2)
    var errors: [Double] = []
    for queries in [12, 600] {
      var generator = PhiloxGenerator(seed: 51)
      let result = try await OneVsRestExtraction(queries: queries).extract(
        from: FilteredOracle(LocalOracle(target), .rounded(decimals: decimals)), using: &generator)
      #expect(isFinite(result.copy))
      errors.append(compare(target, result.copy).totalVariation)
    }
    #expect(errors[1] < errors[0])
    #expect(errors[1] < pow(10, -Double(decimals)))
  }

  @Test func labelsAloneAreRefused() async {
    let oracle = FilteredOracle(
      LocalOracle(RandomModels.oneVsRest(features: 4, classes: 3, seed: 1)), .labelOnly)
    await #expect(throws: OracleError.self) {
      var generator = PhiloxGenerator(seed: 51)
      _ = try await OneVsRestExtraction().extract(from: oracle, using: &generator)
    }
  }
}
