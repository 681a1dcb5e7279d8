import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct LogisticExtractionTests {
  @Test(arguments: [1, 2, 8, 41, 112], [1, 2, 3])
  func oneQueryPerUnknownIsExact(features: Int, seed: Int) async throws {
    let target = RandomModels.logistic(features: features, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let result = try await LogisticExtraction().extract(
      from: LocalOracle(target), using: &generator)
    #expect(result.queries == features + 1)
    #expect(result.converged && !result.isPartial)
    #expect(result.unknowns == features + 1)
    // Tramèr et al. 2016, §4.1.1: below 1e-9.
    #expect(compare(target, result.copy).totalVariation < 1e-9)
    #expect(compare(target, result.copy).agreement == 1)
    #expect(result.residual < 1e-9)
  }

  @Test func theTopLabelWithItsScoreSuffices() async throws {
    let target = RandomModels.logistic(features: 12, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await LogisticExtraction().extract(
      from: FilteredOracle(LocalOracle(target), .topLabel), using: &generator)
    #expect(compare(target, result.copy).totalVariation < 1e-9)
  }

  @Test func moreThanTwoClassesAreRefused() async {
    let oracle = LocalOracle(RandomModels.softmax(features: 3, classes: 4, seed: 1))
    await #expect {
      var generator = PhiloxGenerator(seed: 51)
      _ = try await LogisticExtraction().extract(from: oracle, using: &generator)
    } throws: {
      ($0 as? OracleError)?.message.contains("4 classes") == true
    }
  }

  @Test(arguments: [1, 3, 6]) func aBudgetBelowTheUnknownsGivesAPartialCopy(
    budget: Int
  ) async throws {
    let target = RandomModels.logistic(features: 6, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let result = try await LogisticExtraction().extract(
      from: MeteredOracle(LocalOracle(target), meter: QueryMeter(budget: budget)),
      using: &generator)
    #expect(result.isPartial && !result.converged)
    #expect(result.queries == budget)
    #expect(isFinite(result.copy))
    #expect(result.notes.contains { $0.contains("ended after \(budget) queries") })
    // What was answered is reproduced, though it doesn't determine the rest.
    #expect(result.residual < 1e-10)
  }

  @Test func roundingIsWeighedAgainstMoreQueries() async throws {
    let target = RandomModels.logistic(features: 10, seed: 4)
    for decimals in [2, 3, 5] {
      var errors: [Double] = []
      for queries in [11, 44, 440] {
        var generator = PhiloxGenerator(seed: 51)
        let result = try await LogisticExtraction(queries: queries).extract(
          from: FilteredOracle(LocalOracle(target), .rounded(decimals: decimals)),
          using: &generator)
        #expect(isFinite(result.copy))
        #expect(result.notes.contains { $0.contains("\(decimals) decimals") })
        errors.append(compare(target, result.copy).totalVariation)
      }
      #expect(errors[2] < errors[0])
      #expect(errors[2] < tenth(decimals) / 2)
    }
  }

  /// 10^-decimals: 440 answers average what rounding leaves of each.
  private func tenth(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1) { value, _ in value / 10 }
  }
}
