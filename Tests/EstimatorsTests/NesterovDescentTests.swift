import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct NesterovDescentTests {
  private func descent() -> NesterovDescent {
    var generator = PhiloxGenerator(seed: 1)
    let start = PerceptronParameters(sizes: [1, 1, 2], using: &generator)
    return NesterovDescent(from: start, rate: 0.5, decay: 0.99)
  }

  // λ = 1, 1.618034, 2.193527, 2.749791 by hand, and (1.618034 - 1) / 2.193527 = 0.281753.
  @Test func theMomentumIsThatOfBeckAndTeboulle() {
    var descent = descent()
    #expect(descent.momentum == 0)
    for (loss, expected) in [(3.0, 0), (2, 0.281754), (1, 0.434043)] {
      descent.endEpoch(loss: loss)
      #expect(abs(descent.momentum - expected) < 1e-5)
      #expect(descent.rate == 0.5)
    }
  }

  @Test(arguments: [2.5, .nan, .infinity])
  func aRiseHalvesTheRateAndStartsTheMomentumAgain(loss: Double) {
    var descent = descent()
    for loss in [3.0, 2, 2] { descent.endEpoch(loss: loss) }
    #expect(descent.rate == 0.5 && descent.momentum > 0.4)
    descent.endEpoch(loss: loss)
    #expect(descent.rate == 0.25 && descent.momentum == 0)
  }

  @Test func everyHundredthEpochTakesOnePercentOffTheRate() {
    var descent = descent()
    for epoch in 0..<199 { descent.endEpoch(loss: -Double(epoch)) }
    #expect(descent.rate == 0.5 * 0.99)
    descent.endEpoch(loss: -200)
    #expect(descent.rate == 0.5 * 0.99 * 0.99)
  }

  @Test func theMomentumTakesTheLastStepOnceMore() {
    var descent = descent()
    for loss in [3.0, 2] { descent.endEpoch(loss: loss) }
    let momentum = descent.momentum
    let start = descent.parameters.flattened
    var slope = descent.parameters
    slope.flattened = start.map { _ in 1 }
    // Against a slope of 1: y = x - 0.5, then x = y + μ (y - y before).
    descent.step(against: slope)
    descent.step(against: slope)
    for (value, first) in zip(descent.parameters.flattened, start) {
      let reached = first - 0.5
      let point = reached - 0.5 * momentum
      let next = point - 0.5
      #expect(abs(value - (next + momentum * (next - reached))) < 1e-15)
    }
  }
}
