// How the perceptron's equations are solved from random starts without ending in a local minimum.
//
// 1. Levenberg-Marquardt under a ridge in proportion to the remaining cost. Without it, units run
//    away to large weights while the fit is poor, and never come back; it vanishes as the fit
//    becomes exact.
// 2. Where that stalls, the ridge is weakened.
// 3. Where the weakest one stalls far from a solution, many units are wrong: the search starts
//    anew. Near to one, two of the target's units as a rule share one, and another stands there
//    twice: its copies are merged and the shared unit is split. Where none stands there twice, the
//    unit whose removal costs least is replaced by one fitted to what the others leave.

import Estimators
import LinearAlgebra

/// Solves `PerceptronEquations` from random starts.
struct PerceptronSolver {
  /// Ridges from first to last, in units of the prior that gives weighted sums variance 1.
  ///
  /// Strong ones suit targets of small weights, whose answers are nearly linear in the inputs, weak
  /// ones those of large weights. The likelier list comes first, then they alternate. Measured on
  /// 30 perceptrons of Adult with 20 units: targets whose answers a linear fit leaves 2 to 3% of
  /// the variance take 20 to 120 steps under strong ridges, those of 6% take 20 to 60 under weak
  /// ones; the wrong list can cost a restart.
  static let (strong, weak) = ([1, 0.3, 0.1, 0.03], [0.1, 0.03])
  /// The share of variance left by a linear fit above which weak ridges come first.
  static let nonlinearity = 0.045
  /// Relative to what a constant leaves: below this, a minimum is mended, above it left.
  static let nearSolution = 1e-3
  /// Relative to what a constant leaves: below this, no ridge stands in the way any more.
  static let beyondRidges = 1e-7
  /// Random starts for a replacing unit.
  static let unitTrials = 20

  var equations: PerceptronEquations
  /// Random starts tried at most.
  var starts: Int
  /// Steps of one start at most, replacements of units included.
  var maximumSteps = 300

  /// Where a solver ended.
  struct Outcome {
    /// The hidden weights: `(hidden, rank)`, row after row.
    var point: [Double]
    var cost: Double
    var steps: Int
    /// Whether the answers are explained up to rounding.
    var converged: Bool
  }

  /// Solves from one random start after the other, until one converges.
  func solve(using generator: inout some RandomNumberGenerator) -> Outcome {
    let isNearlyLinear = equations.nonlinearity < Self.nonlinearity
    let schedules = isNearlyLinear ? [Self.strong, Self.weak] : [Self.weak, Self.strong]
    var best: (point: [Double], cost: Double)?
    var steps = 0
    for start in 0..<max(1, starts) {
      var search = Search(steps: 0, total: steps)
      let found = solve(schedules[start % 2], &search, using: &generator)
      steps += search.steps
      if found.cost < best?.cost ?? .infinity { best = found }
      if isExact(found.cost) { break }
    }
    let cost = best?.cost ?? .infinity
    return Outcome(
      point: best?.point ?? [], cost: cost, steps: steps, converged: isExact(cost))
  }

  /// Goes to the minimum nearest to a point, such as the solution of some of the equations.
  func polish(_ point: [Double]) -> Outcome {
    let outcome = LevenbergMarquardt(
      maximumSteps: 20, initialDamping: 1e-8, targetCost: 1e-26 * equations.constantCost,
      relativeTolerance: 0.07, patience: 5
    ).minimize(equations, from: point)
    return Outcome(
      point: outcome.point, cost: outcome.cost, steps: outcome.steps,
      converged: isExact(outcome.cost))
  }

  /// The steps of one start and of all before it.
  private struct Search {
    var steps: Int
    let total: Int
  }

  /// Solves from one random start.
  private func solve(
    _ ridges: [Double], _ search: inout Search,
    using generator: inout some RandomNumberGenerator
  ) -> (point: [Double], cost: Double) {
    let start = equations.randomWeights(equations.hidden, using: &generator)
    var best = anneal(from: start, ridges, damping: 1, &search)
    var failures = 0
    while !isExact(best.cost), best.cost < Self.nearSolution * equations.constantCost,
      failures < 3,
      search.steps < maximumSteps
    {
      let next = mended(best, afterFailures: failures, &search, using: &generator)
      if next.cost < 0.995 * best.cost {
        (best, failures) = (next, 0)
      } else {
        failures += 1
      }
    }
    return best
  }

  /// Relative to what a constant leaves, 1e-16 is far below any local minimum and above rounding.
  private func isExact(_ cost: Double) -> Bool { cost <= 1e-16 * equations.constantCost }

  /// Weakens the ridge whenever the search stalls.
  private func anneal(
    from start: [Double], _ ridges: [Double], damping: Double, _ search: inout Search
  ) -> (point: [Double], cost: Double) {
    var point = start
    var cost = Double.infinity
    var damping = damping
    for ridge in ridges where search.steps < maximumSteps {
      if cost < Self.beyondRidges * equations.constantCost { break }
      let solver = LevenbergMarquardt(
        maximumSteps: maximumSteps - search.steps, initialDamping: damping,
        targetCost: 1e-26 * equations.constantCost, relativeTolerance: 0.07, patience: 5,
        vanishingRidge: 2 * ridge / (equations.numbers * equations.weightVariance),
        singlePrecisionCost: 1e-8 * equations.constantCost)
      let before = search.steps
      let outcome = solver.minimize(equations, from: point) { [search] step in
        WorkProgress.report(
          "solving", search.total + before + step, of: starts * maximumSteps, mayEndEarly: true)
      }
      (point, cost) = (outcome.point, outcome.cost)
      search.steps += outcome.steps
      damping = 1e-2
    }
    return (point, cost)
  }

  /// Gives a unit that stands in two copies to where one is missing, else replaces one.
  private func mended(
    _ stalled: (point: [Double], cost: Double), afterFailures failures: Int,
    _ search: inout Search, using generator: inout some RandomNumberGenerator
  ) -> (point: [Double], cost: Double) {
    // Copies have next to nothing to lose by a merger; two different units have.
    let mergers = equations.mergers(of: stalled.point).filter { $0.cost < 30 * stalled.cost }
    var fewer = self
    fewer.equations.hidden -= 1
    if failures < mergers.count {
      let merged = fewer.anneal(from: mergers[failures].point, [0.1], damping: 1e-3, &search)
      if let split = fewer.equations.splitting(merged.point) {
        return anneal(from: split.point, [0.1], damping: 1e-3, &search)
      }
    }
    let point = replacingUnit(in: stalled.point, afterFailures: failures, using: &generator)
    return anneal(from: point, [1, 0.3, 0.1], damping: 1e-2, &search)
  }

  /// Replaces the unit whose removal costs least; after failures the next one.
  private func replacingUnit(
    in point: [Double], afterFailures failures: Int,
    using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    let costs = equations.removalCosts(at: point)
    let order = costs.indices.sorted { costs[$0] < costs[$1] }
    let unit = order[min(failures, order.count - 1)]
    let problem = equations.problem(replacing: unit, at: point)
    let solver = LevenbergMarquardt(maximumSteps: 15, relativeTolerance: 1e-3, patience: 3)
    var best: LevenbergMarquardt.Outcome?
    for _ in 0..<Self.unitTrials {
      let outcome = solver.minimize(problem, from: equations.randomWeights(1, using: &generator))
      if outcome.cost < best?.cost ?? .infinity { best = outcome }
    }
    guard let best else { return point }
    let width = best.point.count
    var point = point
    point.replaceSubrange((unit * width)..<((unit + 1) * width), with: best.point)
    return point
  }
}
