import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct OneVsRestEquationsTests {
  private let target = RandomModels.oneVsRest(features: 3, classes: 4, seed: 1)

  private func equations() async throws -> OneVsRestEquations {
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: .encoded(dimensions: 3))
    try await pool.fill(to: 9, with: .uniform, from: LocalOracle(target), using: &generator)
    let basis = DesignBasis(.uniform, in: .encoded(dimensions: 3))
    return OneVsRestEquations(pool, rows: Array(0..<9), basis)
  }

  @Test func theTargetLeavesNoResidual() async throws {
    let equations = try await equations()
    let point = (0..<4).flatMap { Array(target.weights[row: $0]) + [target.intercepts[$0]] }
    #expect(equations.residualCount == 36 && equations.numbers == 27)
    #expect(equations.cost(at: point) < 1e-25)
  }

  @Test func theNormalEquationsAreThoseOfDifferenceQuotients() async throws {
    let equations = try await equations()
    var generator = PhiloxGenerator(seed: 2)
    let point = (0..<16).map { _ in generator.normal() }
    let normal = equations.normalEquations(at: point, precision: .double)
    func gradient(_ i: Int, _ step: Double, _ point: [Double]) -> Double {
      var (up, down) = (point, point)
      up[i] += step
      down[i] -= step
      return (equations.cost(at: up) - equations.cost(at: down)) / (2 * step)
    }
    for i in 0..<16 { #expect(abs(gradient(i, 1e-5, point) - normal.gradient[i]) < 1e-7) }
    // At the solution the Hessian of the cost is J'J.
    let solution = (0..<4).flatMap { Array(target.weights[row: $0]) + [target.intercepts[$0]] }
    let gram = equations.normalEquations(at: solution, precision: .double).gram
    for i in 0..<16 {
      for j in 0...i {
        var (up, down) = (solution, solution)
        up[j] += 1e-4
        down[j] -= 1e-4
        let second = (gradient(i, 1e-4, up) - gradient(i, 1e-4, down)) / 2e-4
        #expect(abs(second - gram[i, j]) < 1e-5)
      }
    }
  }
}
