import LinearAlgebra
import Testing

@testable import LanguageModels

/// Sums of shortened gradients against plain ones.
@Suite struct PrivateGradientTests {
  private let configuration = GPT2Configuration(
    vocabulary: 29, context: 150, layers: 2, width: 32, heads: 2)

  private func parameters() -> GPT2Parameters {
    var generator = PhiloxGenerator(seed: 1)
    var parameters = GPT2Parameters(configuration, using: &generator)
    for i in parameters.values.indices { parameters.values[i] += Float(0.1 * generator.normal()) }
    return parameters
  }

  private func sequences(_ lengths: [Int]) -> [[Token]] {
    var generator = PhiloxGenerator(seed: 2)
    return lengths.map { length in
      (0..<(length + 1)).map { _ in Token(generator.integer(below: 29)) }
    }
  }

  private func plain(_ sequence: [Token], _ precision: Precision) -> [Float] {
    let gradient = GPT2Gradient(
      configuration, positions: sequence.count - 1, lanes: 1, precision: precision)
    _ = gradient.accumulate([sequence], parameters: parameters())
    return gradient.values
  }

  private func norm(_ values: [Float]) -> Double {
    values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private func expectEqual(_ a: [Float], _ b: [Float], within tolerance: Float) {
    let largest = b.map(abs).max()!
    for (x, y) in zip(a, b) { #expect(abs(x - y) <= tolerance * largest) }
  }

  @Test(arguments: [Precision.float32, .preferred])
  func withoutABoundEqualSequencesGiveTheirNumberTimesThePlainGradient(
    precision: Precision
  ) {
    let batch = sequences([140, 140, 140, 140, 140])
    let mean = GPT2Gradient(configuration, positions: 140, precision: precision)
    let sum = GPT2Gradient(configuration, positions: 140, precision: precision)
    let loss = mean.accumulate(batch, parameters: parameters())
    let found = sum.accumulateShortened(batch, parameters: parameters(), to: .infinity)
    #expect(found.tokens == 700 && found.sequences == 0)
    #expect(abs(found.loss / 700 - loss) < 1e-9)
    // Two ways to sum float32; bfloat16 rounds what the two scale differently.
    expectEqual(sum.values.map { $0 / 5 }, mean.values, within: precision.isHalf ? 1e-2 : 1e-5)
  }

  @Test(arguments: [Precision.float32, .preferred])
  func sequencesOfAnyLengthHaveTheGradientThatTheyHaveAlone(precision: Precision) {
    let batch = sequences([140, 1, 67, 2, 64, 33])
    let gradient = GPT2Gradient(
      configuration, positions: 140, lanes: 2, precision: precision)
    let found = gradient.accumulateShortened(batch, parameters: parameters(), to: .infinity)
    #expect(found.tokens == 307)
    var expected = [Float](repeating: 0, count: configuration.parameterCount)
    for sequence in batch {
      for (i, value) in plain(sequence, precision).enumerated() { expected[i] += value }
    }
    expectEqual(gradient.values, expected, within: 1e-5)
  }

  @Test func eachGradientIsShortenedByItself() {
    let batch = sequences([100, 12, 3])
    let alone = batch.map { plain($0, .float32) }
    let norms = alone.map(norm)
    // A bound between the shortest and the longest.
    let bound = (norms.min()! * norms.max()!).squareRoot()
    let gradient = GPT2Gradient(configuration, positions: 140, lanes: 2)
    let found = gradient.accumulateShortened(batch, parameters: parameters(), to: Float(bound))
    #expect(found.sequences == norms.count { $0 > bound } && (1...2).contains(found.sequences))
    var expected = [Float](repeating: 0, count: configuration.parameterCount)
    for (values, norm) in zip(alone, norms) {
      for (i, value) in values.enumerated() {
        expected[i] += value * Float(min(1, bound / norm))
      }
    }
    expectEqual(gradient.values, expected, within: 1e-5)
  }

  @Test func aSequenceMoreMovesTheSumByTheBoundAtMost() {
    let batch = sequences([50, 140, 7, 140])
    for bound: Float in [1e-3, 0.1, 1] {
      let (with, without) = (
        GPT2Gradient(configuration, positions: 140), GPT2Gradient(configuration, positions: 140)
      )
      _ = with.accumulateShortened(batch, parameters: parameters(), to: bound)
      _ = without.accumulateShortened(
        Array(batch.dropLast()), parameters: parameters(), to: bound)
      let difference = zip(with.values, without.values).map { $0 - $1 }
      // Rounding of float32 sums.
      #expect(norm(difference) < Double(bound) * (1 + 1e-4))
    }
  }

  @Test func noSequencesGiveNoGradientAndLeaveNoneBehind() {
    let gradient = GPT2Gradient(configuration, positions: 140)
    _ = gradient.accumulateShortened(sequences([9, 9]), parameters: parameters(), to: 1)
    gradient.reset()
    let found = gradient.accumulateShortened([], parameters: parameters(), to: 1)
    #expect(found == GPT2Gradient.Shortened(loss: 0, tokens: 0, sequences: 0))
    #expect(gradient.values.allSatisfy { $0 == 0 })
  }

  @Test func plainGradientsAfterPrivateOnesAreUnchanged() {
    let batch = sequences([140, 140])
    let (used, fresh) = (
      GPT2Gradient(configuration, positions: 140), GPT2Gradient(configuration, positions: 140)
    )
    _ = used.accumulateShortened(sequences([20, 3]), parameters: parameters(), to: 0.1)
    used.reset()
    _ = used.accumulate(batch, parameters: parameters())
    _ = fresh.accumulate(batch, parameters: parameters())
    #expect(used.values.map(\.bitPattern) == fresh.values.map(\.bitPattern))
  }
}
