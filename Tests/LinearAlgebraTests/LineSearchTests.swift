import Foundation
import Testing

@testable import LinearAlgebra

@Suite struct LineSearchTests {
  /// A function of the step, its slope, and a first step to try.
  struct Valley: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let firstStep: Double
    let trial: @Sendable (Double) -> LineSearch.Trial

    init(
      _ name: String, firstStep: Double, _ value: @escaping @Sendable (Double) -> Double,
      slope: @escaping @Sendable (Double) -> Double
    ) {
      testDescription = name
      self.firstStep = firstStep
      trial = { LineSearch.Trial(step: $0, value: value($0), slope: slope($0)) }
    }
  }

  static let valleys =
    [1e-6, 1e-3, 1, 1e3, 1e6].flatMap { first in
      [
        Valley("parabola from \(first)", firstStep: first) {
          ($0 - 1) * ($0 - 1)
        } slope: {
          2 * ($0 - 1)
        },
        // The first test function of Moré and Thuente 1994, with β = 2.
        Valley("rational from \(first)", firstStep: first) {
          -$0 / ($0 * $0 + 2)
        } slope: {
          ($0 * $0 - 2) / (($0 * $0 + 2) * ($0 * $0 + 2))
        },
        Valley("barrier from \(first)", firstStep: first) {
          $0 < 2 ? -log(2 - $0) - 2 * $0 : .nan
        } slope: {
          1 / (2 - $0) - 2
        },
      ]
    }

  @Test(arguments: valleys) func theStepSatisfiesTheStrongWolfeConditions(valley: Valley) throws {
    let search = LineSearch()
    let origin = valley.trial(0)
    let found = search.search(from: origin, firstStep: valley.firstStep, valley.trial)
    let step = try #require(found)
    #expect(step.value <= origin.value + 1e-4 * step.step * origin.slope)
    #expect(abs(step.slope) <= 0.9 * abs(origin.slope))
  }

  @Test func noStepIsFoundWhereAllAreUndefined() {
    let origin = LineSearch.Trial(step: 0, value: 1, slope: -1)
    let found = LineSearch().search(from: origin, firstStep: 1) {
      LineSearch.Trial(step: $0, value: .nan, slope: .nan)
    }
    #expect(found == nil)
  }
}
