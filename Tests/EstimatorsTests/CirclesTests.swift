import Estimators
import LinearAlgebra
import Testing

@Suite struct CirclesTests {
  @Test func momentsAreThoseOfTheReference() throws {
    let reference = try #require(DataFixture.load().generators["circles"])
    var generator = PhiloxGenerator(seed: 11)
    var sums = [Double](repeating: 0, count: reference.count)
    for _ in 0..<10 {
      let moments = Circles().generate(using: &generator).momentsByClass()
      for i in sums.indices { sums[i] += moments[i] }
    }
    // The noise of a mean over ten sets is 0.05 / sqrt(25,000) = 0.0003; five of them.
    for (sum, expected) in zip(sums, reference) { #expect(abs(sum / 10 - expected) < 0.0016) }
  }

  @Test func radiiAreOneAndTheFactorWithTheStatedNoise() {
    var generator = PhiloxGenerator(seed: 1)
    let dataset = Circles(samples: 4001, factor: 0.3, noise: 0).generate(using: &generator)
    #expect(dataset.labels.count { $0 == 0 } == 2000)
    for (input, label) in zip(dataset.inputs, dataset.labels) {
      guard case .number(let x) = input.values[0], case .number(let y) = input.values[1] else {
        continue
      }
      #expect(abs((x * x + y * y).squareRoot() - (label == 0 ? 1 : 0.3)) < 1e-12)
    }
  }
}
