// How the perceptron's equations are solved from a random start without ending in a local minimum.
//
// 1. Levenberg-Marquardt under a ridge in proportion to the remaining cost. Without it, units run away to
//    large weights while the fit is poor, and never come back; it vanishes as the fit becomes exact.
// 2. Where that stalls, the ridge is weakened step by step.
// 3. Where the weakest one stalls, one unit is as a rule wasted and one of the target's is missing. The
//    unit whose removal costs least is replaced by one fitted to what the others leave; then from 1.

import Estimators
import LinearAlgebra

/// Solves `PerceptronEquations` from a random start.
struct PerceptronSolver {
  /// Ridges of a fresh start, in units of the prior that gives weighted sums variance 1.
  static let ridges = [1.0, 0.3, 0.1, 0.03]
  /// Random starts for a replacing unit.
  static let unitTrials = 20

  let equations: PerceptronEquations
  /// Replacements of a unit before the solver gives up.
  var maximumReplacements = 8
  /// Steps in all before the solver gives up.
  var maximumSteps = 400

  /// Where a solver ended.
  struct Outcome {
    /// The hidden weights: `(hidden, rank)`, row after row.
    var point: [Double]
    var cost: Double
    var steps: Int
    var replacements: Int
    /// Whether the answers are explained up to rounding.
    var converged: Bool
  }

  /// Solves from a random start.
  func solve(using generator: inout some RandomNumberGenerator) -> Outcome {
    let start = equations.randomWeights(equations.hidden, using: &generator)
    var steps = 0
    var best = anneal(from: start, ridges: Self.ridges, damping: 1, &steps)
    var failures = 0
    var replacements = 0
    while !isExact(best.cost), replacements < maximumReplacements, steps < maximumSteps {
      let point = replacingUnits(in: best.point, afterFailures: failures, using: &generator)
      replacements += 1
      let next = anneal(
        from: point, ridges: Array(Self.ridges.dropFirst()), damping: 1e-2, &steps)
      if next.cost < 0.995 * best.cost {
        (best, failures) = (next, 0)
      } else {
        failures += 1
      }
    }
    return Outcome(
      point: best.point, cost: best.cost, steps: steps, replacements: replacements,
      converged: isExact(best.cost))
  }

  /// Relative to what a constant leaves, 1e-16 is far below any local minimum and above rounding.
  private func isExact(_ cost: Double) -> Bool { cost <= 1e-16 * equations.constantCost }

  /// Weakens the ridge whenever the search stalls.
  private func anneal(
    from start: [Double], ridges: [Double], damping: Double, _ steps: inout Int
  ) -> (point: [Double], cost: Double) {
    var point = start
    var cost = Double.infinity
    var damping = damping
    for ridge in ridges where !isExact(cost) && steps < maximumSteps {
      let search = LevenbergMarquardt(
        maximumSteps: maximumSteps - steps, initialDamping: damping,
        targetCost: 1e-26 * equations.constantCost, relativeTolerance: 0.07, patience: 5,
        vanishingRidge: 2 * ridge / (equations.numbers * equations.weightVariance))
      let outcome = search.minimize(equations, from: point)
      (point, cost) = (outcome.point, outcome.cost)
      steps += outcome.steps
      WorkProgress.report("solving", steps, of: maximumSteps, mayEndEarly: true)
      damping = 1e-2
    }
    return (point, cost)
  }

  /// Replaces the unit whose removal costs least; after failures another one, then several.
  private func replacingUnits(
    in point: [Double], afterFailures failures: Int,
    using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    let order = equations.removalCosts(at: point).enumerated().sorted { $0.1 < $1.1 }
    let first = failures % min(4, order.count)
    var point = point
    for (unit, _) in order.dropFirst(first).prefix(1 + failures / 4) {
      let problem = equations.problem(replacing: unit, at: point)
      var best: LevenbergMarquardt.Outcome?
      for _ in 0..<Self.unitTrials {
        let outcome = LevenbergMarquardt(maximumSteps: 15, relativeTolerance: 1e-3, patience: 3)
          .minimize(problem, from: equations.randomWeights(1, using: &generator))
        if outcome.cost < best?.cost ?? .infinity { best = outcome }
      }
      if let best {
        let width = best.point.count
        point.replaceSubrange((unit * width)..<((unit + 1) * width), with: best.point)
      }
    }
    return point
  }
}
