import Foundation
import Testing

@testable import LinearAlgebra

@Suite struct LBFGSTests {
  /// The extended Rosenbrock function of Moré, Garbow and Hillstrom 1981, with minimum 0 at ones.
  private func rosenbrock(_ x: [Double], _ gradient: inout [Double]) -> Double {
    var value = 0.0
    for i in gradient.indices { gradient[i] = 0 }
    for i in 0..<(x.count - 1) {
      let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
      value += 100 * a * a + b * b
      gradient[i] += -400 * x[i] * a - 2 * b
      gradient[i + 1] += 200 * a
    }
    return value
  }

  @Test func aQuadraticIsMinimizedWhereItsGradientVanishes() {
    // f(x) = Σ i (x_i - i)² / 2 has condition 50 and its minimum at x_i = i.
    let result = LBFGS(gradientTolerance: 1e-10).minimize(
      from: [Double](repeating: 0, count: 50)
    ) { x, gradient in
      var value = 0.0
      for i in x.indices {
        let (weight, error) = (Double(i + 1), x[i] - Double(i + 1))
        value += weight * error * error / 2
        gradient[i] = weight * error
      }
      return value
    }
    #expect(result.converged)
    #expect(result.iterations < 100)
    for i in result.point.indices { #expect(abs(result.point[i] - Double(i + 1)) < 1e-9) }
  }

  @Test(arguments: [2, 10, 100]) func rosenbrockEndsAtOnes(count: Int) {
    let start = (0..<count).map { $0 % 2 == 0 ? -1.2 : 1.0 }
    let result = LBFGS(gradientTolerance: 1e-9).minimize(from: start, objective: rosenbrock)
    #expect(result.converged)
    // Of ten variables and more there is a second minimum, near -1 in the first one.
    #expect(result.value < 1e-15 || abs(result.point[0] + 1) < 0.1)
    if count == 2 { #expect(abs(result.point[0] - 1) < 1e-8 && abs(result.point[1] - 1) < 1e-8) }
  }

  // The root that scipy.optimize.fsolve (SciPy 1.17, xtol 1e-15) finds of the gradient of
  // log(1 + e^(x+y)) + e^(-x) + y²; minimize(method="BFGS") ends within 1e-8 of it.
  @Test func theMinimumIsThatOfSciPy() {
    let result = LBFGS(gradientTolerance: 1e-11).minimize(from: [0, 0]) { p, gradient in
      let sigma = 1 / (1 + exp(-p[0] - p[1]))
      gradient = [sigma - exp(-p[0]), sigma + 2 * p[1]]
      return log1p(exp(p[0] + p[1])) + exp(-p[0]) + p[1] * p[1]
    }
    #expect(result.converged)
    #expect(abs(result.point[0] - 0.5634303761347889) < 1e-9)
    #expect(abs(result.point[1] + 0.2846264794571285) < 1e-9)
    #expect(abs(result.value - 1.4924994645348655) < 1e-14)
  }

  @Test func aStepOutOfTheDomainIsShortened() {
    // -log(x) + x has its minimum at 1 and is NaN for x <= 0, where the first steps land.
    let result = LBFGS(gradientTolerance: 1e-10).minimize(from: [1e-3]) { x, gradient in
      gradient[0] = 1 - 1 / x[0]
      return x[0] > 0 ? x[0] - log(x[0]) : .nan
    }
    #expect(result.converged)
    #expect(abs(result.point[0] - 1) < 1e-9)
  }

  @Test func aStartThatIsNotFiniteIsReturnedUnconverged() {
    let result = LBFGS().minimize(from: [3]) { _, gradient in
      gradient[0] = 1
      return .nan
    }
    #expect(!result.converged)
    #expect(result.point == [3])
  }

  @Test func iterationsAreLimitedAndReported() {
    let result = LBFGS(maximumIterations: 3).minimize(from: [-1.2, 1], objective: rosenbrock)
    #expect(!result.converged)
    #expect(result.iterations == 3)
    #expect(result.value < 24.2)
  }

  @Test func aMinimumAtTheStartNeedsNoIteration() {
    let result = LBFGS().minimize(from: [1, 1], objective: rosenbrock)
    #expect(result.converged)
    #expect(result.iterations == 0)
    #expect(result.evaluations == 1)
  }

  @Test func theExactInverseHessianAsPreconditionerNeedsOneStep() {
    let scales = [1.0, 1e3, 1e6]
    let result = LBFGS(gradientTolerance: 1e-9).minimize(
      from: [1, 1, 1],
      preconditioner: { gradient in for i in 0..<3 { gradient[i] /= scales[i] } },
      objective: { x, gradient in
        for i in 0..<3 { gradient[i] = scales[i] * x[i] }
        return zip(scales, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 / 2 }
      })
    #expect(result.converged)
    #expect(result.iterations == 1)
  }
}
