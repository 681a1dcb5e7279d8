import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct ClassTieTests {
  /// A pool of the given answers to points on both axes.
  private func pool(_ answers: [[Double]]) async throws -> AnswerPool {
    let points = answers.indices.map { Query(numbers: [Double($0 % 2), Double($0) / 8]) }
    let target = HostileOracle(base: LocalOracle(LogisticModel(weights: [0, 0], intercept: 0))) {
      _, _ in answers.map { Prediction(probabilities: $0) }
    }
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: .encoded(dimensions: 2))
    try await pool.fill(to: answers.count, with: .listed(points), from: target, using: &generator)
    return pool
  }

  @Test func anAnswerTiesTheClassesThatItHolds() async throws {
    let pool = try await pool([
      [0.5, 0.5, 0], [1, 0, 0], [0.2, 0.3, 0.5], [0, 0.5, 0.5], [1, 0, .leastNonzeroMagnitude],
    ])
    let tie = ClassTie(2, to: [0, 1], in: pool)
    #expect(tie.rows == [2, 3])
    #expect(tie.strength(of: 2, in: pool) == 0.3)
    #expect(tie.strength(of: 0, in: pool) == 0)
    // A subnormal probability has lost its digits.
    #expect(!tie.holds(pool.probabilities[row: 4]))
  }

  @Test func theLooseTieIsThatOfTheClassLeftBehind() async throws {
    let pool = try await pool([
      [0.5, 0.5, 0], [0.4, 0.6, 0], [0.1, 0.9, 0], [0, 0.5, 0.5], [0, 0.1, 0.9],
    ])
    // Class 1 is tied to 0 in three directions, class 2 to 1 in two.
    #expect(pool.looseTie(below: 2) == nil)
    let tie = try #require(pool.looseTie(below: 3))
    #expect(tie.outside == 2 && tie.inside == [0, 1] && tie.covered.rank == 2)
  }

  @Test func repeatedPointsCountOnce() async throws {
    let answers = [[Double]](repeating: [0.5, 0.5], count: 1)
    var pool = try await pool(answers)
    try await pool.askAdaptively(
      [Query(numbers: [0, 0])], of: LocalOracle(LogisticModel(weights: [0, 0], intercept: 0)))
    #expect(pool.count == 2)
    #expect(pool.looseTie(below: 2)?.covered.rank == 1)
  }
}
