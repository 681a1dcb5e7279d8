import Foundation
import LinearAlgebra
import Synchronization
import Testing

@testable import Estimators

@Suite struct PerceptronDescentTests {
  // NumPy rounds in another order: 1e-13 for one step; the second run of the fixture takes 36 steps
  // at a rate at which the loss rises four times, and multiplies that by about a thousand.
  @Test func theDescentIsThatOfNumPy() throws {
    let fixture = try DescentFixture.load()
    var generator = PhiloxGenerator(seed: 3)
    var start = PerceptronParameters(sizes: [3, 4, 3], using: &generator)
    start.flattened = fixture.start
    for run in fixture.descents {
      let descent = PerceptronDescent(
        hiddenLayers: [4], epochs: run.epochs, batchSize: run.batchSize,
        learningRate: run.learningRate, l2Penalty: fixture.penalty)
      let (model, report) = descent.fitted(
        Matrix(fixture.points), to: Matrix(fixture.targets), from: start)
      let tolerance = run.epochs == 1 ? 1e-13 : 1e-10
      for (value, expected) in zip(PerceptronParameters(model).flattened, run.end) {
        #expect(abs(value - expected) < tolerance)
      }
      #expect(abs(report.objective / 3 - run.loss) < tolerance)
      #expect(report.iterations == run.epochs)
      #expect(report.converged == false)
    }
  }

  // Central differences of step 1e-5 of a function of order 1 are good to about 1e-10.
  @Test(arguments: [[6], [5, 4]])
  func theGradientForProbabilitiesIsThatOfFiniteDifferences(hidden: [Int]) {
    var generator = PhiloxGenerator(seed: 3)
    let (points, drawn) = task(rows: 10, using: &generator)
    var targets = drawn
    // Saturated, and rounded so that the sum is no longer 1.
    targets.elements.replaceSubrange(0..<6, with: [0, 1, 0, 0.3, 0.3, 0.3])
    let objective = PerceptronObjective(
      points: points, targets: targets, sizes: [4] + hidden + [3], activation: .tanh,
      l2Penalty: 0.01)
    var parameters = PerceptronParameters(sizes: objective.sizes, using: &generator)
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

  @Test func theSameSeedGivesTheSameModelAndAnotherAnother() {
    var generator = PhiloxGenerator(seed: 3)
    let (points, targets) = task(rows: 50, using: &generator)
    func model(_ seed: UInt64) -> PerceptronModel {
      var generator = PhiloxGenerator(seed: seed)
      return PerceptronDescent(hiddenLayers: [5], epochs: 5)
        .fitted(points, to: targets, using: &generator).model
    }
    #expect(model(8) == model(8))
    #expect(model(8) != model(9))
  }

  @Test func saturatedTargetsNeverGiveNaN() {
    var generator = PhiloxGenerator(seed: 3)
    let points = task(rows: 40, using: &generator).points
    var targets = Matrix(rows: 40, columns: 3)
    for i in 0..<40 { targets[i, points[i, 0] > 0 ? 0 : 1] = 1 }
    // A rate at which scores grow to some thousands and probabilities underflow to 0.
    for rate in [0.1, 1e4] {
      let (model, report) = PerceptronDescent(
        hiddenLayers: [5], epochs: 30, learningRate: rate, l2Penalty: 0
      ).fitted(points, to: targets, using: &generator)
      #expect(PerceptronParameters(model).isFinite)
      #expect(report.objective.isFinite && report.gradientNorm.isFinite)
    }
  }

  @Test func anEpochThatOverflowsIsUndone() {
    var generator = PhiloxGenerator(seed: 3)
    let (points, targets) = task(rows: 40, using: &generator)
    let (model, report) = PerceptronDescent(
      hiddenLayers: [5, 5], activation: .relu, epochs: 4, learningRate: 1e200
    ).fitted(points, to: targets, using: &generator)
    #expect(PerceptronParameters(model).isFinite)
    #expect(report.objective.isFinite)
    #expect(report.iterations == 4)
  }

  @Test func aGradientBelowTheToleranceEndsTheSearchAndSaysSo() {
    var generator = PhiloxGenerator(seed: 3)
    let (points, targets) = task(rows: 40, using: &generator)
    let (_, report) = PerceptronDescent(hiddenLayers: [5], tolerance: 1e-2)
      .fitted(points, to: targets, using: &generator)
    #expect(report.converged == true)
    #expect(report.iterations < 1000)
    // The largest entry is at most the norm, and c L has c times the gradient of L.
    #expect(report.gradientNorm < 3e-2)
  }

  @Test func everyEpochIsReported() {
    let epochs = Mutex<[Int]>([])
    var generator = PhiloxGenerator(seed: 3)
    let (points, targets) = task(rows: 10, using: &generator)
    let listener: @Sendable (WorkProgress) -> Void = { step in
      epochs.withLock { $0.append(step.completed) }
    }
    WorkProgress.withListener(listener) {
      _ = PerceptronDescent(epochs: 3).fitted(points, to: targets, using: &generator)
    }
    #expect(epochs.withLock { $0 } == [1, 2, 3])
  }

  /// Uniform points of four dimensions with random probabilities of three classes.
  private func task(
    rows: Int, using generator: inout PhiloxGenerator
  ) -> (points: Matrix, targets: Matrix) {
    let points = Matrix.random(rows: rows, columns: 4, using: &generator)
    let scores = Matrix.random(rows: rows, columns: 3, using: &generator)
    return (points, scores.updatingRows(softmax))
  }
}

/// Reference values that `Tests/Fixtures/perceptron_descent.py` computed with NumPy.
private struct DescentFixture: Decodable {
  struct Descent: Decodable {
    let learningRate: Double
    let batchSize: Int
    let epochs: Int
    let loss: Double
    let end: [Double]
  }

  let penalty: Double
  let start: [Double]
  let points: [[Double]]
  let targets: [[Double]]
  let descents: [Descent]

  static func load() throws -> DescentFixture {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/perceptron_descent.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(DescentFixture.self, from: Data(contentsOf: url))
  }
}
