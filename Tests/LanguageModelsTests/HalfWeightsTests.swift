import CLinearAlgebra
import LinearAlgebra
import Testing

@testable import LanguageModels

/// Gradients whose products are in bfloat16.
@Suite struct HalfWeightsTests {
  private func gradient(
    _ configuration: GPT2Configuration, _ positions: Int, _ precision: Precision,
    _ set: skua_instruction_set = SKUA_AVX512
  ) -> (loss: Double, values: [Float]) {
    var generator = PhiloxGenerator(seed: 1)
    var parameters = GPT2Parameters(configuration, using: &generator)
    for i in parameters.values.indices { parameters.values[i] += Float(0.1 * generator.normal()) }
    let batch = (0..<3).map { _ in
      (0...positions).map { _ in Token(generator.integer(below: configuration.vocabulary)) }
    }
    let gradient = GPT2Gradient(
      configuration, positions: positions, lanes: 2, precision: precision, kernels: Kernels(set))
    let loss = gradient.accumulate(batch, parameters: parameters)
    return (loss, gradient.values)
  }

  private func distance(_ a: [Float], _ b: [Float]) -> Double {
    let difference = zip(a, b).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    return (difference / b.reduce(0.0) { $0 + Double($1 * $1) }).squareRoot()
  }

  /// An odd number of positions, a vocabulary that no register divides, and one in several stretches.
  static let shapes = [
    (GPT2Configuration(vocabulary: 29, context: 80, layers: 2, width: 32, heads: 2), 71),
    (GPT2Configuration(vocabulary: 8301, context: 12, layers: 1, width: 16, heads: 1), 10),
  ]

  @Test(arguments: shapes, instructionSets)
  func theGradientIsThatOfFloat32ButForRounding(
    _ shape: (GPT2Configuration, Int), _ set: skua_instruction_set
  ) {
    let exact = gradient(shape.0, shape.1, .float32)
    let half = gradient(shape.0, shape.1, .bfloat16, set)
    // 8 bits of significand: 2^-9 per number, in a few layers.
    #expect(abs(half.loss - exact.loss) < 0.01)
    #expect(distance(half.values, exact.values) < 0.02)
    #expect(distance(half.values, exact.values) > 1e-5)
  }

  @Test(arguments: shapes) func instructionSetsAgree(_ shape: (GPT2Configuration, Int)) {
    let best = gradient(shape.0, shape.1, .bfloat16)
    let portable = gradient(shape.0, shape.1, .bfloat16, SKUA_PORTABLE)
    #expect(abs(best.loss - portable.loss) < 1e-3)
    #expect(distance(best.values, portable.values) < 5e-3)
  }

  @Test func widthsThatDoNotFitAreComputedInFloat32() {
    let configuration = GPT2Configuration(
      vocabulary: 29, context: 12, layers: 1, width: 20, heads: 2)
    #expect(
      gradient(configuration, 12, .bfloat16).values == gradient(configuration, 12, .float32).values)
  }
}
