import Testing

@testable import LanguageModels

@Suite struct GaussianNoiseTests {
  @Test func theNoiseIsNormalWithItsDeviationOnEveryNumber() {
    let count = 200_000
    var values = [Float](repeating: 8, count: count)
    GaussianNoise(deviation: 3, divisor: 2, seed: 5).add(to: &values, step: 0)
    let numbers = values.map { (Double($0) - 4) / 1.5 }
    let mean = numbers.reduce(0, +) / Double(count)
    let square = numbers.reduce(0) { $0 + $1 * $1 } / Double(count)
    let beyond = Double(numbers.count { abs($0) > 1.96 }) / Double(count)
    // Five deviations of a mean, of a mean square and of a share of 200,000 draws.
    #expect(abs(mean) < 5 * 0.00224)
    #expect(abs(square - 1) < 5 * 0.00316)
    #expect(abs(beyond - 0.05) < 5 * 0.00049)
    // Parts with streams of their own don't repeat each other.
    let (first, second) = (numbers.prefix(65_536), numbers[65_536..<131_072])
    let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / 65_536
    #expect(abs(product) < 5 * 0.0039)
  }

  @Test func theNoiseDependsOnSeedAndStepAlone() {
    func noise(_ seed: UInt64, _ step: Int) -> [Float] {
      var values = [Float](repeating: 0, count: 100_000)
      GaussianNoise(deviation: 1, divisor: 1, seed: seed).add(to: &values, step: step)
      return values
    }
    #expect(noise(1, 3) == noise(1, 3))
    #expect(noise(1, 3) != noise(1, 4) && noise(1, 3) != noise(2, 3))
  }

  @Test func withoutDeviationASumIsDividedAndNoMore() {
    var values: [Float] = [2, -6, 0]
    GaussianNoise(deviation: 0, divisor: 4, seed: 1).add(to: &values, step: 0)
    #expect(values == [0.5, -1.5, 0])
  }
}
