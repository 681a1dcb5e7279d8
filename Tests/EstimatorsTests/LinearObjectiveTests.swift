import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct LinearObjectiveTests {
  // Central differences of step 1e-5 of a function of order 1 are good to about 1e-10.
  @Test(arguments: [LinearObjective.Link.softmax, .sigmoid])
  func theGradientIsThatOfFiniteDifferences(link: LinearObjective.Link) throws {
    var generator = PhiloxGenerator(seed: 3)
    let objective = LinearObjective(
      try TrainingSet(.noisy(classes: 3)), link: link, outputs: 3, inverseRegularization: 0.1)
    let point = (0..<objective.count).map { _ in generator.normal() }
    var gradient: [Double] = []
    var ignored: [Double] = []
    _ = objective.value(at: point, gradient: &gradient)
    for i in point.indices {
      var (above, below) = (point, point)
      above[i] += 1e-5
      below[i] -= 1e-5
      let slope =
        objective.value(at: above, gradient: &ignored)
        - objective.value(at: below, gradient: &ignored)
      #expect(abs(slope / 2e-5 - gradient[i]) < 1e-8)
    }
  }

  @Test func saturatedScoresGiveFiniteLossesAndGradients() throws {
    let training = try TrainingSet(.noisy(classes: 3))
    for link in [LinearObjective.Link.softmax, .sigmoid] {
      let objective = LinearObjective(
        training, link: link, outputs: 3, inverseRegularization: nil)
      let point = (0..<objective.count).map { $0 % 2 == 0 ? 1e6 : -1e6 }
      var gradient: [Double] = []
      #expect(objective.value(at: point, gradient: &gradient).isFinite)
      #expect(Matrix([gradient]).isFinite)
      let factors = objective.hessianFactors(at: point)
      #expect(factors.count == 3)
      for factor in factors { #expect(factor.isFinite) }
    }
  }
}
