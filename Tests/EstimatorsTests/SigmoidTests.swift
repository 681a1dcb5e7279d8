import Estimators
import Foundation
import Testing

@Suite struct SigmoidTests {
  // 40 digits by hand: σ(-40) = e^-40 / (1 + e^-40) = 4.2483542552915889953e-18 (1 - 4.2e-18).
  @Test func smallProbabilitiesKeepFullRelativePrecision() {
    #expect(abs(sigmoid(-40) / 4.2483542552915889e-18 - 1) < 1e-15)
    #expect(abs(sigmoid(-700) / exp(-700) - 1) < 1e-15)
    #expect(sigmoid(-740) > 0)
  }

  @Test func knownValues() {
    #expect(sigmoid(0) == 0.5)
    #expect(abs(sigmoid(log(3)) - 0.75) < 1e-16)
    #expect(abs(sigmoid(-log(3)) - 0.25) < 1e-16)
    #expect(abs(logSigmoid(0) + log(2)) < 1e-16)
  }

  @Test func saturationIsNeverNaN() {
    #expect(sigmoid(1e4) == 1)
    #expect(sigmoid(-1e4) == 0)
    #expect(sigmoid(-.infinity) == 0)
    #expect(logSigmoid(-1e4) == -1e4)
    #expect(logSigmoid(1e4) == 0)
    #expect(abs(logSigmoid(40) / -4.2483542552915889e-18 - 1) < 1e-15)
  }
}
