import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct PerceptronRefinementTests {
  private func model(_ generator: inout PhiloxGenerator, scale: Double = 1) -> PerceptronModel {
    var parameters = PerceptronParameters(sizes: [4, 5, 3], using: &generator)
    parameters.flattened = parameters.flattened.map { _ in scale * generator.normal() }
    return PerceptronModel(parameters, activation: .tanh)
  }

  private func points(_ generator: inout PhiloxGenerator) -> Matrix {
    Matrix(rows: 60, columns: 4, elements: (0..<240).map { _ in 2 * generator.uniform() - 1 })
  }

  private func crossEntropy(
    _ model: PerceptronModel, _ points: Matrix, _ targets: Matrix
  ) -> Double {
    -dot(targets.elements, model.logProbabilities(for: points).elements) / Double(points.rows)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func refiningDoesNotRaiseTheMeanCrossEntropy(seed: UInt64) {
    var generator = PhiloxGenerator(seed: seed)
    let points = points(&generator)
    let targets = model(&generator).probabilities(for: points)
    let start = model(&generator)
    var last = crossEntropy(start, points, targets)
    for iterations in [0, 1, 5, 100] {
      let (refined, report) = start.refined(
        on: points, to: targets, l2Penalty: 0, iterations: iterations)
      let loss = crossEntropy(refined, points, targets)
      #expect(loss <= last + 1e-12)
      #expect(report.iterations <= iterations)
      #expect(abs(report.objective - loss) < 1e-12)
      last = loss
    }
    #expect(last < crossEntropy(start, points, targets))
  }

  @Test func anExactSolutionStaysWhereItIs() {
    var generator = PhiloxGenerator(seed: 7)
    let (points, exact) = (points(&generator), model(&generator))
    let targets = exact.probabilities(for: points)
    let (same, report) = exact.refined(on: points, to: targets, l2Penalty: 0)
    #expect(same == exact)
    #expect(report.iterations == 0 && report.converged == true)
    // The default penalty moves it by no more than the penalty's order.
    let refined = exact.refined(on: points, to: targets).model
    #expect(refined.probabilities(for: points).distance(to: targets) < 1e-4)
  }

  // Probabilities of 0 and 1, and a start whose own answers are 0 and 1, right or wrong.
  @Test(arguments: [1, 30, 1000, 1e6]) func saturatedTargetsNeverGiveNotANumber(scale: Double) {
    var generator = PhiloxGenerator(seed: 8)
    let (points, start) = (points(&generator), model(&generator, scale: scale))
    var targets = Matrix(rows: 60, columns: 3)
    for i in 0..<60 { targets[i, i % 3] = 1 }
    let (refined, report) = start.refined(on: points, to: targets, iterations: 50)
    #expect(refined.probabilities(for: points).isFinite)
    #expect(PerceptronParameters(refined).isFinite)
    #expect(!report.objective.isNaN)
  }
}
