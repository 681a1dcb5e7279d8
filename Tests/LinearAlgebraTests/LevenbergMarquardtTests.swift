import Foundation
import LinearAlgebra
import Testing

/// A problem of residuals and their Jacobian, both given as functions.
private struct Problem: LeastSquaresProblem {
  var residuals: ([Double]) -> [Double]
  var jacobian: ([Double]) -> Matrix

  func cost(at point: [Double]) -> Double {
    let residuals = residuals(point)
    return dot(residuals, residuals) / 2
  }

  func normalEquations(at point: [Double], precision: Matrix.Precision) -> NormalEquations {
    let jacobian = jacobian(point)
    return NormalEquations(
      gram: jacobian.gram(),
      gradient: jacobian.multiplied(by: residuals(point), transposingSelf: true))
  }
}

@Suite struct LevenbergMarquardtTests {
  /// Rosenbrock 1960 as least squares: r = (10 (y - x²), 1 - x), zero at (1, 1).
  private let rosenbrock = Problem(
    residuals: { [10 * ($0[1] - $0[0] * $0[0]), 1 - $0[0]] },
    jacobian: { Matrix([[-20 * $0[0], 10], [-1, 0]]) })

  /// a e^(b t) through twelve points that lie `noise` off it by turns.
  private func exponential(noise: Double) -> Problem {
    let times = (0..<12).map { Double($0) / 4 }
    let values = times.enumerated().map {
      3 * exp(-0.7 * $1) + ($0.isMultiple(of: 2) ? noise : -noise)
    }
    return Problem(
      residuals: { p in zip(times, values).map { p[0] * exp(p[1] * $0) - $1 } },
      jacobian: { p in Matrix(times.map { [exp(p[1] * $0), p[0] * $0 * exp(p[1] * $0)] }) })
  }

  @Test func rosenbrockEndsAtOnes() {
    let outcome = LevenbergMarquardt(targetCost: 1e-24, relativeTolerance: 0)
      .minimize(rosenbrock, from: [-1.2, 1])
    #expect(outcome.reachedTarget)
    #expect(abs(outcome.point[0] - 1) < 1e-10 && abs(outcome.point[1] - 1) < 1e-10)
    #expect(outcome.steps < 60)
  }

  @Test func aLinearProblemIsSolvedInAFewSteps() {
    let matrix = Matrix([[2, 1], [1, -3], [0, 1]])
    let problem = Problem(
      residuals: { zip(matrix.multiplied(by: $0), [4.0, -5, 2]).map { $0 - $1 } },
      jacobian: { _ in matrix })
    let outcome = LevenbergMarquardt(initialDamping: 1e-6, targetCost: 1e-28)
      .minimize(problem, from: [100, -70])
    #expect(abs(outcome.point[0] - 1) < 1e-12 && abs(outcome.point[1] - 2) < 1e-12)
    #expect(outcome.steps <= 4)
  }

  @Test func aPerfectFitReachesTheTargetUnderAVanishingRidge() {
    for ridge in [0.0, 0.01, 0.1] {
      let outcome = LevenbergMarquardt(
        maximumSteps: 500, targetCost: 1e-22, relativeTolerance: 0, vanishingRidge: ridge
      ).minimize(exponential(noise: 0), from: [1, 0])
      #expect(outcome.reachedTarget)
      #expect(abs(outcome.point[0] - 3) < 1e-9 && abs(outcome.point[1] + 0.7) < 1e-9)
    }
  }

  @Test func earlyStepsInSinglePrecisionEndAtTheSameSolution() {
    var reported: [Int] = []
    let outcome = LevenbergMarquardt(
      targetCost: 1e-24, relativeTolerance: 0, singlePrecisionCost: 1e-3
    ).minimize(rosenbrock, from: [-1.2, 1]) { reported.append($0) }
    #expect(outcome.reachedTarget)
    #expect(abs(outcome.point[0] - 1) < 1e-10)
    #expect(reported == Array(1...outcome.steps))
  }

  @Test func aNoisyFitEndsWhereTheGradientVanishes() {
    let problem = exponential(noise: 0.1)
    let outcome = LevenbergMarquardt(relativeTolerance: 0).minimize(problem, from: [1, 0])
    #expect(!outcome.reachedTarget)
    let gradient = problem.normalEquations(at: outcome.point, precision: .double).gradient
    // The cost is flat to rounding within the square root of rounding.
    #expect(gradient.allSatisfy { abs($0) < 1e-6 })
    #expect(outcome.cost <= problem.cost(at: [3, -0.7]))
  }

  @Test(arguments: [Double.nan, .infinity]) func aStartThatIsNotFiniteIsReturned(value: Double) {
    let outcome = LevenbergMarquardt().minimize(rosenbrock, from: [value, 1])
    #expect(outcome.steps == 0 && !outcome.reachedTarget)
    #expect(outcome.point[1] == 1 && !outcome.cost.isFinite)
  }

  @Test func aStepOutOfTheDomainIsShortened() {
    // log x has its root at 1; the full Gauss-Newton step from 10 leads to a negative number.
    let problem = Problem(residuals: { [log($0[0])] }, jacobian: { Matrix([[1 / $0[0]]]) })
    let outcome = LevenbergMarquardt(initialDamping: 1e-3, targetCost: 1e-24)
      .minimize(problem, from: [10])
    #expect(outcome.reachedTarget)
    #expect(abs(outcome.point[0] - 1) < 1e-11)
  }

  @Test func anUnknownThatNothingDependsOnStaysFinite() {
    let problem = Problem(residuals: { [$0[0] - 2] }, jacobian: { _ in Matrix([[1, 0]]) })
    let outcome = LevenbergMarquardt(targetCost: 1e-24).minimize(problem, from: [0, 5])
    #expect(outcome.reachedTarget)
    #expect(outcome.point[1] == 5)
  }

  @Test func aSolutionAtTheStartNeedsNoStep() {
    let outcome = LevenbergMarquardt().minimize(rosenbrock, from: [1, 1])
    #expect(outcome.reachedTarget && outcome.steps == 0 && outcome.point == [1, 1])
  }

  @Test func stepsAreLimitedAndCounted() {
    let outcome = LevenbergMarquardt(maximumSteps: 3).minimize(rosenbrock, from: [-1.2, 1])
    #expect(outcome.steps == 3 && !outcome.reachedTarget)
    #expect(outcome.cost < rosenbrock.cost(at: [-1.2, 1]))
  }

  // From x = 10 a full Gauss-Newton step of r = log x leaves the domain; λ must grow by many
  // orders.
  @Test func aDampingThatIsFarTooSmallIsLeftBehind() {
    let problem = Problem(
      residuals: { [$0[0] > 0 ? Foundation.log($0[0]) : .nan] },
      jacobian: { Matrix([[1 / $0[0]]]) })
    let solver = LevenbergMarquardt(initialDamping: 1e-9, targetCost: 1e-20)
    let outcome = solver.minimize(problem, from: [10])
    #expect(outcome.reachedTarget)
    #expect(abs(outcome.point[0] - 1) < 1e-9)
  }
}
