import Estimators
import LinearAlgebra
import Testing

@Suite struct MoonsTests {
  @Test func momentsAreThoseOfTheReference() throws {
    let reference = try #require(DataFixture.load().generators["moons"])
    var generator = PhiloxGenerator(seed: 11)
    var sums = [Double](repeating: 0, count: reference.count)
    for _ in 0..<10 {
      let moments = Moons().generate(using: &generator).momentsByClass()
      for i in sums.indices { sums[i] += moments[i] }
    }
    // The noise of a mean over ten sets is 0.25 / sqrt(25,000) = 0.0016; five of them.
    for (sum, expected) in zip(sums, reference) { #expect(abs(sum / 10 - expected) < 0.008) }
  }

  @Test func withoutNoiseTheEndsOfTheHalfCirclesAreExact() {
    var generator = PhiloxGenerator(seed: 1)
    let dataset = Moons(samples: 6, noise: 0).generate(using: &generator)
    let points = zip(dataset.inputs, dataset.labels).map { input, label in
      let numbers = input.values.map { value in
        if case .number(let number) = value { number } else { Double.nan }
      }
      return [Double(label)] + numbers.map { ($0 * 1e6).rounded() / 1e6 + 0 }
    }
    let expected: Set<[Double]> = [
      [0, 1, 0], [0, 0, 1], [0, -1, 0], [1, 0, 0.5], [1, 1, -0.5], [1, 2, 0.5],
    ]
    #expect(Set(points) == expected)
  }
}
