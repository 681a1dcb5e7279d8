import Estimators
import Testing

@Suite struct ActivationTests {
  @Test(arguments: Activation.allCases)
  func theDerivativeFromTheValueIsTheSlope(activation: Activation) {
    for x in [-3.0, -0.7, 0.2, 1.5, 4] {
      let slope = (activation.value(at: x + 1e-6) - activation.value(at: x - 1e-6)) / 2e-6
      #expect(abs(activation.derivative(fromValue: activation.value(at: x)) - slope) < 1e-9)
    }
  }

  @Test(arguments: Activation.allCases)
  func theSecondDerivativeIsTheSlopeOfTheFirst(activation: Activation) {
    for x in [-3.0, -0.7, 0.2, 1.5, 4] {
      let slopes = [x - 1e-6, x + 1e-6].map {
        activation.derivative(fromValue: activation.value(at: $0))
      }
      let second = activation.secondDerivative(fromValue: activation.value(at: x))
      #expect(abs(second - (slopes[1] - slopes[0]) / 2e-6) < 1e-9)
    }
  }

  @Test(arguments: Activation.allCases) func saturatedUnitsAreFinite(activation: Activation) {
    for x in [-1e4, 1e4, -1e300, 1e300] {
      let value = activation.value(at: x)
      #expect(value.isFinite)
      #expect(activation.derivative(fromValue: value).isFinite)
    }
  }
}
