import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct PerceptronExtractionTests {
  @Test(arguments: [(4, 5, 3, 1), (8, 20, 2, 2), (20, 10, 5, 3), (64, 20, 10, 4)])
  func asManyQueriesAsParametersAreExact(
    features: Int, hidden: Int, classes: Int, seed: Int
  ) async throws {
    let target = RandomModels.perceptron(
      features: features, hidden: hidden, classes: classes, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let attack = PerceptronExtraction(hidden: hidden)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    print(
      features, hidden, classes, result.queries, result.iterations, result.residual, result.seconds,
      result.converged, compare(target, result.copy))
    #expect(result.queries == target.parameterCount)
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(result.converged)
  }
}
