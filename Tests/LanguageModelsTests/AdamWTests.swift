import Testing

@testable import LanguageModels

@Suite struct AdamWTests {
  let configuration = GPT2Configuration(
    vocabulary: 3, context: 2, layers: 1, width: 2, heads: 1)

  @Test func onlyMatricesAndEmbeddingsDecay() {
    var parameters = GPT2Parameters(zeros: configuration)
    for i in parameters.values.indices { parameters.values[i] = 1 }
    var optimiser = AdamW(configuration)
    let zeros = [Float](repeating: 0, count: configuration.parameterCount)
    optimiser.update(&parameters, gradient: zeros, rate: 0.5)
    for tensor in configuration.tensors {
      let expected: Float = tensor.shape.count == 2 ? 0.95 : 1
      for i in parameters.range(of: tensor.name) {
        #expect(abs(parameters.values[i] - expected) < 1e-6, "\(tensor.name)")
      }
    }
  }

  @Test func theFirstStepIsTheRateAgainstTheSign() {
    var parameters = GPT2Parameters(zeros: configuration)
    var optimiser = AdamW(configuration)
    let gradient = parameters.values.indices.map { $0 % 2 == 0 ? Float(3) : -0.01 }
    optimiser.update(&parameters, gradient: gradient, rate: 0.25)
    for (value, slope) in zip(parameters.values, gradient) {
      #expect(abs(value + (slope > 0 ? 0.25 : -0.25)) < 1e-5)
    }
  }

  @Test func clippingScalesALongGradientAndLeavesAShortOne() {
    let long = AdamW.clipping([3, 4], to: 1)
    #expect(long.norm == 5 && abs(long.scale - 0.2) < 1e-6)
    #expect(AdamW.clipping([0.3, 0.4], to: 1).scale == 1)
  }

  @Test func theRateRisesPeaksAndEndsAtTheFloor() {
    let schedule = LearningRateSchedule(peak: 1, floor: 0.1, warmUp: 4, steps: 15)
    #expect(schedule.rate(at: 0) == 0.25 && schedule.rate(at: 3) == 1)
    #expect(schedule.rate(at: 4) == 1 && schedule.rate(at: 14) == 0.1)
    #expect(abs(schedule.rate(at: 9) - 0.55) < 1e-6)
    #expect(schedule.rate(at: 1000) == 0.1)
  }
}
