import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct LogRatioEquationsTests {
  private func pool(
    _ target: some Oracle, _ source: QueryPoints, _ count: Int
  ) async throws -> AnswerPool {
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: target.space)
    try await pool.fill(to: count, with: source, from: target, using: &generator)
    return pool
  }

  @Test(arguments: [8, 9, 30]) func theSolutionIsTheCentredWeights(count: Int) async throws {
    let target = RandomModels.softmax(features: 7, classes: 4, seed: 2)
    let oracle = LocalOracle(target)
    let basis = DesignBasis(.uniform, in: oracle.space)
    let equations = LogRatioEquations(try await pool(oracle, .uniform, count), basis)
    #expect(equations.count == count)
    let solution = try #require(equations.solve())
    #expect(solution.rank == 8)
    for j in 0..<7 {
      let mean = (0..<4).reduce(0) { $0 + target.weights[$1, j] } / 4
      for k in 0..<4 {
        #expect(abs(solution.coefficients[j, k] - (target.weights[k, j] - mean)) < 1e-11)
      }
    }
  }

  @Test func fewerAnswersThanUnknownsGiveTheSmallestSolution() async throws {
    let oracle = LocalOracle(RandomModels.softmax(features: 7, classes: 4, seed: 2))
    let basis = DesignBasis(.uniform, in: oracle.space)
    let equations = LogRatioEquations(try await pool(oracle, .uniform, 5), basis)
    let solution = try #require(equations.solve())
    #expect(solution.rank == 5)
  }

  @Test func aRepeatedPointLeavesTheRankShort() async throws {
    // LU of the square system hardly notices; its solution would be rounding noise over 1e-16.
    let oracle = LocalOracle(RandomModels.softmax(features: 7, classes: 3, seed: 2))
    var generator = PhiloxGenerator(seed: 3)
    let points = oracle.space.uniformQueries(7, using: &generator)
    let source = QueryPoints.listed(points + [points[2]])
    let basis = DesignBasis(.uniform, in: oracle.space)
    let solution = try #require(LogRatioEquations(try await pool(oracle, source, 8), basis).solve())
    #expect(solution.rank == 7)
    #expect(solution.coefficients.elements.allSatisfy { abs($0) < 20 })
  }

  @Test func withoutAUsableAnswerThereIsNoSolution() async throws {
    let oracle = LocalOracle(RandomModels.softmax(features: 3, classes: 3, seed: 2, scale: 1e9))
    let basis = DesignBasis(.uniform, in: oracle.space)
    #expect(LogRatioEquations(try await pool(oracle, .uniform, 4), basis).solve() == nil)
  }
}
