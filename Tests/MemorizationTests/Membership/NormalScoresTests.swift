import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct NormalScoresTests {
  @Test func scoresBecomeNormalWhateverTheirDistribution() {
    var generator = PhiloxGenerator(seed: 5)
    let scores = (0..<4000).map { _ in 1 / generator.uniform() }
    let scale = NormalScores(of: scores)
    let mapped = scores.map { scale($0) }
    let mean = mapped.reduce(0, +) / 4000
    let variance = mapped.reduce(0) { $0 + $1 * $1 } / 4000
    #expect(abs(mean) < 0.01 && abs(variance - 1) < 0.02)
  }

  @Test func largerScoresAreMappedHigherBeyondWhatWasSeenToo() {
    let scale = NormalScores(of: [1, 2, 2, 2, 5, 9])
    let scores = [-.infinity, -1e9, 0, 1, 1.5, 2, 2.5, 5, 7, 9, 10, 11, 1e9, .infinity]
    let mapped = scores.map { scale($0) }
    #expect(zip(mapped, mapped.dropFirst()).allSatisfy { $0 < $1 })
    #expect(mapped.allSatisfy { abs($0) < 5.5 })
  }

  // More scores than the outermost knots resolve: the extremes are at no knot, or at one alone.
  @Test(arguments: [15_000, 16_000, 40_000])
  func theExtremesOfManyScoresAreFiniteAndInOrder(count: Int) {
    let scale = NormalScores(of: (0..<count).map(Double.init))
    let knots = [-1, 0, 1, 2, count / 2, count - 3, count - 2, count - 1, count].map(Double.init)
    let mapped = (knots + scale.knots).sorted().map { scale($0) }
    #expect(mapped.allSatisfy { $0.isFinite && abs($0) < 5.5 })
    #expect(zip(mapped, mapped.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func equalScoresStandInTheMiddleOfTheirRanks() {
    // Half of the scores are 0: the middle of the probabilities from 0 to about a half.
    let scale = NormalScores(of: .init(repeating: 0, count: 100) + (1...100).map(Double.init))
    #expect(abs(scale(0) - NormalDistribution.quantile(0.25)) < 0.02)
    #expect(abs(NormalScores(of: [3, 3, 3])(3)) < 1e-12)
  }

  @Test func whatSaysNothingIsInTheMiddle() {
    #expect(NormalScores(of: [1, 2, 3])(.nan) == 0)
    #expect(NormalScores(of: [.nan, .nan])(1) == 0)
    #expect(NormalScores(of: [])(1) == 0)
  }

  @Test func knotsAscendWhateverRoundingDoes() {
    var generator = PhiloxGenerator(seed: 11)
    for _ in 0..<200 {
      let base = generator.normal()
      let scores = (0..<40).map { _ in base * (1 + Double(generator.integer(below: 3)) * 0x1p-52) }
      let knots = NormalScores(of: scores).knots
      #expect(zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}
