import Estimators
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
    print(
      features, classes, result.queries, result.iterations, result.residual, result.seconds,
      result.converged, compare(target, result.copy))
    #expect(result.queries == attack.defaultQueries(features: features, classes: classes))
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(result.converged)
  }
}
