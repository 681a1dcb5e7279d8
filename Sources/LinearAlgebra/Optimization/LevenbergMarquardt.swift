// Non-linear least squares by Levenberg and Marquardt: K. Levenberg 1944, D. Marquardt 1963.
//
// Each step solves (J'J + λ diag(J'J)) s = J'r and moves from x to x - s. A step that lowers the
// cost lowers the damping λ, any other raises it. The problem forms J'J itself, since with
// structure that is far cheaper than a product of the dense Jacobian.

/// A sum of squares to be minimised.
public protocol LeastSquaresProblem {
  /// Half the sum of the squared residuals at a point; not finite where the model overflows.
  func cost(at point: [Double]) -> Double
  /// J'J and J'r at a point, J the Jacobian of the residuals r. Only the lower triangle is read.
  ///
  /// - Parameters:
  ///   - point: Where the problem is made linear.
  ///   - precision: What J'J needs; J'r is always double.
  func normalEquations(at point: [Double], precision: Matrix.Precision) -> NormalEquations
}

/// The normal equations of a least-squares problem at one point.
public struct NormalEquations {
  /// J'J: `(unknowns, unknowns)`, of which the lower triangle counts.
  public var gram: Matrix
  /// J'r, the gradient of the cost.
  public var gradient: [Double]

  /// The equations of a Gram matrix and a gradient.
  public init(gram: Matrix, gradient: [Double]) {
    precondition(
      gram.rows == gradient.count && gram.columns == gradient.count,
      "shape (\(gram.rows), \(gram.columns)) and \(gradient.count) entries")
    self.gram = gram
    self.gradient = gradient
  }
}

/// Damped Gauss-Newton steps from a start to a local minimum.
public struct LevenbergMarquardt: Sendable {
  /// Steps at most.
  public var maximumSteps: Int
  /// The first damping λ, relative to the diagonal of J'J.
  public var initialDamping: Double
  /// A cost at or below this is a solution.
  public var targetCost: Double
  /// The search ends if `patience` steps together lower the cost by less than this share.
  public var relativeTolerance: Double
  /// Over how many steps progress is judged.
  public var patience: Int
  /// A ridge of this many times the cost, re-set at every step; 0 for none.
  ///
  /// It keeps unknowns from running away while the fit is poor, and vanishes with the cost, so that
  /// the solution of a problem with a perfect fit is exact.
  public var vanishingRidge: Double
  /// Above this cost, steps are computed in single precision, which later steps correct.
  public var singlePrecisionCost: Double

  /// A search with the given limits.
  public init(
    maximumSteps: Int = 200, initialDamping: Double = 1, targetCost: Double = 0,
    relativeTolerance: Double = 1e-2, patience: Int = 5, vanishingRidge: Double = 0,
    singlePrecisionCost: Double = .infinity
  ) {
    self.maximumSteps = maximumSteps
    self.initialDamping = initialDamping
    self.targetCost = targetCost
    self.relativeTolerance = relativeTolerance
    self.patience = patience
    self.vanishingRidge = vanishingRidge
    self.singlePrecisionCost = singlePrecisionCost
  }

  /// Where a search ended.
  public struct Outcome: Sendable {
    /// The last point.
    public let point: [Double]
    /// Its cost.
    public let cost: Double
    /// Steps made.
    public let steps: Int
    /// Whether the cost reached the target.
    public let reachedTarget: Bool
  }

  /// Searches a local minimum from a start.
  ///
  /// - Parameters:
  ///   - problem: The sum of squares.
  ///   - start: The first point.
  ///   - report: Called with the number of steps made, after each.
  /// - Returns: The last point; the start itself if its cost is not finite.
  public func minimize(
    _ problem: some LeastSquaresProblem, from start: [Double], report: (Int) -> Void = { _ in }
  ) -> Outcome {
    var point = start
    var costs = [problem.cost(at: point)]
    var damping = initialDamping
    while costs.count <= maximumSteps, let cost = costs.last, cost > targetCost, cost.isFinite,
      !hasStalled(costs)
    {
      let ridge = vanishingRidge * cost
      let precision: Matrix.Precision = cost > singlePrecisionCost ? .single : .double
      var equations = problem.normalEquations(at: point, precision: precision)
      for i in point.indices {
        equations.gram[i, i] += ridge
        equations.gradient[i] += ridge * point[i]
      }
      let objective = cost + ridge / 2 * dot(point, point)
      guard
        let next = descend(
          problem, from: point, equations, precision, objective: objective, ridge: ridge, &damping)
      else { break }
      point = next.point
      costs.append(next.cost)
      report(costs.count - 1)
    }
    let cost = costs[costs.count - 1]
    return Outcome(
      point: point, cost: cost, steps: costs.count - 1, reachedTarget: cost <= targetCost)
  }

  private func hasStalled(_ costs: [Double]) -> Bool {
    guard let last = costs.last, costs.count > patience else { return false }
    return last > (1 - relativeTolerance) * costs[costs.count - 1 - patience]
  }

  /// Raises the damping until a step lowers the objective; `nil` if none does.
  private func descend(
    _ problem: some LeastSquaresProblem, from point: [Double], _ equations: NormalEquations,
    _ precision: Matrix.Precision, objective: Double, ridge: Double, _ damping: inout Double
  ) -> (point: [Double], cost: Double)? {
    var raise = 3.0
    for trial in 0..<16 {
      guard let step = dampedStep(equations, damping, precision) else {
        damping = max(10 * damping, 1e-10)
        continue
      }
      let candidate = zip(point, step.step).map { $0 - $1 }
      let cost = problem.cost(at: candidate)
      let gain = objective - (cost + ridge / 2 * dot(candidate, candidate))
      guard gain > 0 else {
        damping *= raise
        // A λ that is far too small is left behind in a few trials.
        if trial >= 2 { raise *= 2 }
        continue
      }
      let ratio = gain / max(step.predictedGain, .leastNormalMagnitude)
      if ratio <= 0.1 {
        damping *= 2
      } else if trial == 0 {
        damping = max(damping / (ratio > 0.5 ? 5 : 2), 1e-14)
      }
      return (candidate, cost)
    }
    return nil
  }

  /// The solution s of (J'J + λ D) s = J'r and the gain that the quadratic model predicts for x -
  /// s.
  private func dampedStep(
    _ equations: NormalEquations, _ damping: Double, _ precision: Matrix.Precision
  ) -> (step: [Double], predictedGain: Double)? {
    var factor = equations.gram
    let n = factor.rows
    let largest = (0..<n).reduce(0) { max($0, equations.gram[$1, $1]) }
    // The floor keeps directions that no residual depends on from making the system singular.
    let dampings = (0..<n).map { damping * max(equations.gram[$0, $0], 1e-6 * largest) }
    for i in 0..<n { factor[i, i] += dampings[i] }
    guard factor.factorizeCholesky(precision: precision) else { return nil }
    let step = factor.solvingCholesky(equations.gradient)
    guard step.allSatisfy(\.isFinite) else { return nil }
    let damped = step.indices.reduce(0) { $0 + dampings[$1] * step[$1] * step[$1] }
    return (step, (dot(step, equations.gradient) + damped) / 2)
  }
}
