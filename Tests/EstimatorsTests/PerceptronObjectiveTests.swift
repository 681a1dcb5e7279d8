import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct PerceptronObjectiveTests {
  // Central differences of step 1e-5 of a function of order 1 are good to about 1e-10; a relu's
  // kink lies within a step of no row here.
  @Test(arguments: Activation.allCases, [[6], [5, 4], []])
  func theGradientIsThatOfFiniteDifferences(activation: Activation, hidden: [Int]) throws {
    var generator = PhiloxGenerator(seed: 3)
    let training = try TrainingSet(.noisy(rows: 30, classes: 3))
    let sizes = [4] + hidden + [3]
    let objective = PerceptronObjective(
      data: training, sizes: sizes, activation: activation, l2Penalty: 0.01)
    var parameters = PerceptronParameters(sizes: sizes, using: &generator)
    let point = parameters.flattened.map { _ in generator.normal() }
    func value(_ point: [Double]) -> Double {
      parameters.flattened = point
      return objective.evaluate(parameters).value
    }
    _ = value(point)
    let gradient = objective.evaluate(parameters).gradient.flattened
    for i in point.indices {
      var (above, below) = (point, point)
      above[i] += 1e-5
      below[i] -= 1e-5
      #expect(abs((value(above) - value(below)) / 2e-5 - gradient[i]) < 1e-8)
    }
  }
}
