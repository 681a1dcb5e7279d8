import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct GPT2GradientTests {
  let configuration = GPT2Configuration(
    vocabulary: 29, context: 12, layers: 2, width: 16, heads: 2)

  /// Weights ten times the usual, so that no layer is close to linear, and biases that differ.
  func parameters() -> GPT2Parameters {
    var generator = PhiloxGenerator(seed: 1)
    var parameters = GPT2Parameters(configuration, using: &generator)
    for i in parameters.values.indices {
      parameters.values[i] += Float(0.2 * generator.normal())
    }
    return parameters
  }

  func sequences(_ count: Int) -> [[Token]] {
    var generator = PhiloxGenerator(seed: 2)
    return (0..<count).map { _ in (0..<13).map { _ in Token(generator.integer(below: 29)) } }
  }

  @Test func everyTensorsGradientAgreesWithCentralDifferences() {
    let (base, batch) = (parameters(), sequences(3))
    let gradient = GPT2Gradient(configuration, positions: 12)
    _ = gradient.accumulate(batch, parameters: base)
    let probe = GPT2Gradient(configuration, positions: 12)
    for tensor in configuration.tensors {
      let range = base.range(of: tensor.name)
      let exact = gradient.values[range]
      // Along the gradient itself the slope is its squared norm, large against rounding.
      let norm = exact.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
      func loss(_ step: Double) -> Double {
        var moved = base
        for i in range { moved.values[i] += Float(step * Double(exact[i]) / norm) }
        return probe.accumulate(batch, parameters: moved)
      }
      let slope = (loss(5e-3) - loss(-5e-3)) / 1e-2
      #expect(abs(slope - norm) < 2e-3 * norm + 1e-5, "\(tensor.name): \(slope) against \(norm)")
    }
  }

  @Test func theGradientOverSeveralStretchesOfRowsAgreesWithCentralDifferences() {
    let long = GPT2Configuration(vocabulary: 29, context: 150, layers: 2, width: 16, heads: 2)
    var generator = PhiloxGenerator(seed: 6)
    var base = GPT2Parameters(long, using: &generator)
    for i in base.values.indices { base.values[i] += Float(0.2 * generator.normal()) }
    let batch = (0..<2).map { _ in (0..<142).map { _ in Token(generator.integer(below: 29)) } }
    let gradient = GPT2Gradient(long, positions: 141)
    _ = gradient.accumulate(batch, parameters: base)
    for name in ["h.0.attn.c_attn.weight", "h.1.attn.c_attn.weight", "wpe.weight"] {
      let range = base.range(of: name)
      let norm = gradient.values[range].reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
      func loss(_ step: Double) -> Double {
        var moved = base
        for i in range { moved.values[i] += Float(step * Double(gradient.values[i]) / norm) }
        return GPT2Gradient(long, positions: 141).accumulate(batch, parameters: moved)
      }
      let slope = (loss(5e-3) - loss(-5e-3)) / 1e-2
      #expect(abs(slope - norm) < 3e-3 * norm, "\(name): \(slope) against \(norm)")
    }
  }

  @Test func accumulationEqualsTheLargeBatch() {
    let (base, batch) = (parameters(), sequences(4))
    let whole = GPT2Gradient(configuration, positions: 12)
    let parts = GPT2Gradient(configuration, positions: 12)
    _ = whole.accumulate(batch, parameters: base)
    _ = parts.accumulate(Array(batch[..<2]), parameters: base, weight: 0.5)
    _ = parts.accumulate(Array(batch[2...]), parameters: base, weight: 0.5)
    let largest = whole.values.map(abs).max()!
    for (a, b) in zip(whole.values, parts.values) { #expect(abs(a - b) < 1e-5 * largest) }
  }

  @Test func theSameBatchGivesTheSameBits() {
    let first = GPT2Gradient(configuration, positions: 12)
    let second = GPT2Gradient(configuration, positions: 12)
    _ = first.accumulate(sequences(5), parameters: parameters())
    _ = second.accumulate(sequences(5), parameters: parameters())
    #expect(first.values.map(\.bitPattern) == second.values.map(\.bitPattern))
  }

  @Test func lossFallsOnATinyCorpus() {
    var generator = PhiloxGenerator(seed: 3)
    var weights = GPT2Parameters(configuration, using: &generator)
    var optimiser = AdamW(configuration)
    let gradient = GPT2Gradient(configuration, positions: 12)
    var losses: [Double] = []
    for _ in 0..<100 {
      gradient.reset()
      losses.append(gradient.accumulate(sequences(2), parameters: weights))
      let clipping = AdamW.clipping(gradient.values, to: 1)
      optimiser.update(
        &weights, gradient: gradient.values, rate: 1e-2, gradientScale: clipping.scale)
    }
    #expect(abs(losses[0] - 3.367) < 0.1)  // log 29
    #expect(losses[99] < 0.5)
  }
}
