import Foundation
import LinearAlgebra
import Testing

/// A generator that gives one word for ever.
private struct ConstantGenerator: RandomNumberGenerator {
  let word: UInt64
  mutating func next() -> UInt64 { word }
}

@Suite struct DistributionsTests {
  // Bands are five standard deviations of the mean of 100,000 draws.
  @Test func uniformNumbersHaveTheirMeanAndVariance() {
    var generator = PhiloxGenerator(seed: 1)
    let draws = (0..<100_000).map { _ in generator.uniform() }
    let mean = draws.reduce(0, +) / 1e5
    let variance = draws.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 1e5
    #expect(draws.min()! >= 0 && draws.max()! < 1)
    #expect(abs(mean - 0.5) < 5 * (1 / 12.0 / 1e5).squareRoot())
    #expect(abs(variance - 1 / 12.0) < 5 * (1 / 180.0 / 1e5).squareRoot())
    let ranged = (0..<1000).map { _ in generator.uniform(from: -3, to: 5) }
    #expect(ranged.min()! >= -3 && ranged.max()! <= 5 && ranged.max()! > 4.9)
  }

  @Test func normalNumbersHaveTheirMoments() {
    var generator = PhiloxGenerator(seed: 2)
    let draws = (0..<100_000).map { _ in generator.normal() }
    let mean = draws.reduce(0, +) / 1e5
    let variance = draws.reduce(0) { $0 + $1 * $1 } / 1e5
    let within = Double(draws.count { abs($0) < 1 }) / 1e5
    #expect(abs(mean) < 5 / 1e5.squareRoot())
    #expect(abs(variance - 1) < 5 * (2 / 1e5).squareRoot())
    #expect(abs(within - 0.682689) < 5 * (0.2166 / 1e5).squareRoot())
  }

  @Test(arguments: [1, 2, 3, 7, 10]) func integersAreEquallyLikely(bound: Int) {
    var generator = PhiloxGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<70_000 { counts[generator.integer(below: bound)] += 1 }
    let share = 1 / Double(bound)
    let band = 5 * (70_000 * share * (1 - share)).squareRoot()
    for count in counts { #expect(abs(Double(count) - 70_000 * share) <= band) }
  }

  @Test func everyPermutationOfThreeIsEquallyLikely() {
    var generator = PhiloxGenerator(seed: 4)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<60_000 { counts[generator.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    for count in counts.values { #expect(abs(Double(count) - 10_000) < 5 * 91.3) }
    #expect(generator.permutation(0) == [])
    #expect(generator.permutation(1) == [0])
  }

  @Test func theSameSeedGivesTheSameDraws() {
    var (a, b) = (PhiloxGenerator(seed: 5), PhiloxGenerator(seed: 5))
    #expect(a.permutation(100) == b.permutation(100))
    #expect(a.normal() == b.normal())
  }

  // Words such as 0 are left out: where the bound is no power of two they are rejected for ever,
  // and without bias there is no other way.
  @Test(arguments: [UInt64.max, 0x5555_5555_5555_5555])
  func constantGeneratorsEndAndStayInBounds(word: UInt64) {
    var generator = ConstantGenerator(word: word)
    #expect((0..<1).contains(generator.uniform()))
    #expect(generator.normal().isFinite)
    #expect((0..<6).contains(generator.integer(below: 6)))
    #expect(Set(generator.permutation(20)) == Set(0..<20))
  }

  @Test func aZeroWordGivesFiniteNumbers() {
    var generator = ConstantGenerator(word: 0)
    #expect(generator.uniform() == 0)
    #expect(generator.normal().isFinite)
    #expect(generator.integer(below: 8) == 0)
  }
}
