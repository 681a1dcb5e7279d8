import Foundation
import Testing

@testable import LanguageModels

/// Gradients and steps against PyTorch.
@Suite struct TrainingFixtureTests {
  struct Expected: Decodable {
    let vocabulary: Int, context: Int, layers: Int, width: Int, heads: Int
    let batch: [[Token]]
    let loss: Double
    let peak: Float, floor: Float, decay: Float, clip: Float
    let warmUp: Int
    let steps: [[[[Token]]]]
    let losses: [Double]
  }

  private static let folder = Bundle.module.url(
    forResource: "Fixtures/gpt2-training", withExtension: nil)!

  private let expected: Expected
  private let configuration: GPT2Configuration
  private let weights: GPT2Parameters

  init() throws {
    let data = try Data(contentsOf: Self.folder.appending(path: "expected.json"))
    expected = try JSONDecoder().decode(Expected.self, from: data)
    configuration = GPT2Configuration(
      vocabulary: expected.vocabulary, context: expected.context, layers: expected.layers,
      width: expected.width, heads: expected.heads)
    var weights = GPT2Parameters(zeros: configuration)
    weights.values = try Self.floats("weights.bin")
    self.weights = weights
  }

  private static func floats(_ name: String) throws -> [Float] {
    let data = try Data(contentsOf: folder.appending(path: name))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  @Test func gradientsOfEveryParameterAreThoseOfPyTorch() throws {
    let reference = try Self.floats("gradients.bin")
    let gradient = GPT2Gradient(configuration, positions: expected.context)
    let loss = gradient.accumulate(expected.batch, parameters: weights)
    #expect(abs(loss - expected.loss) < 1e-5)
    for tensor in configuration.tensors {
      let range = weights.range(of: tensor.name)
      let largest = reference[range].map(abs).max()!
      #expect(largest > 0)
      for i in range {
        #expect(
          abs(gradient.values[i] - reference[i]) < 1e-4 * largest, "\(tensor.name), number \(i)")
      }
    }
  }

  @Test func tenStepsHaveTheLossesOfPyTorch() {
    var weights = weights
    var optimizer = AdamW(configuration)
    optimizer.decay = expected.decay
    let schedule = LearningRateSchedule(
      peak: expected.peak, floor: expected.floor, warmUp: expected.warmUp,
      steps: expected.steps.count)
    let gradient = GPT2Gradient(configuration, positions: expected.context)
    var clipped = 0
    for (step, parts) in expected.steps.enumerated() {
      gradient.reset()
      let losses = parts.map { gradient.accumulate($0, parameters: weights, weight: 0.5) }
      let clipping = AdamW.clipping(gradient.values, to: expected.clip)
      clipped += clipping.norm > expected.clip ? 1 : 0
      optimizer.update(
        &weights, gradient: gradient.values, rate: schedule.rate(at: step),
        gradientScale: clipping.scale)
      #expect(abs(losses.reduce(0, +) / 2 - expected.losses[step]) < 1e-4, "step \(step)")
    }
    #expect((1...9).contains(clipped))
  }
}
