public import Estimators
import LinearAlgebra
public import Oracles

/// Steals one-vs-rest regression from its normalised probabilities by non-linear least squares.
///
/// Every answer holds c - 1 independent numbers, so that c (d + 1) unknowns take at least
/// c (d + 1) / (c - 1) answers: a quarter of the paper's c (d + 1) for five classes. The default
/// asks a tenth more than that (Tramèr et al. 2016, §4.1.2, minimises a loss over c (d + 1)
/// equations).
public struct OneVsRestExtraction: ExtractionAttack {
  /// How the unknowns are found.
  public enum Method: String, Sendable, CaseIterable {
    /// Levenberg-Marquardt on log-ratios, with the exact Jacobian.
    case leastSquares = "least-squares"
    /// The paper's regularised cross-entropy, by L-BFGS.
    case loss
  }

  /// How the unknowns are found.
  public var method: Method
  /// Queries to ask; by default a tenth above the minimum, or c (d + 1) with `.loss` as in the
  /// paper.
  public var queries: Int?
  /// Where the queries come from.
  public var points: QueryPoints
  /// Random starts tried if the first ones end in a local minimum.
  public var restarts: Int

  /// An attack by the given method.
  public init(
    method: Method = .leastSquares, queries: Int? = nil, points: QueryPoints = .uniform,
    restarts: Int = 10
  ) {
    self.method = method
    self.queries = queries
    self.points = points
    self.restarts = restarts
  }

  /// c (d + 1) / (c - 1), rounded up.
  public func minimumQueries(features: Int, classes: Int) -> Int {
    (classes * (features + 1) + classes - 2) / (classes - 1)
  }

  /// A tenth above the minimum, rounded down, but at least three more.
  ///
  /// At the minimum itself other models explain the answers just as well, or nearly so: of 20
  /// targets on Adult with 105 features and 5 classes, 133 queries recover 2, 134 recover 18, 136
  /// all.
  public func defaultQueries(features: Int, classes: Int) -> Int {
    let minimum = minimumQueries(features: features, classes: classes)
    return max(11 * minimum / 10, minimum + 3)
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<OneVsRestModel> {
    let basis = DesignBasis(points, in: oracle.space)
    var pool = AnswerPool(space: oracle.space)
    // The first answer tells the number of classes, and with it how many are needed.
    try await pool.fill(to: 1, with: points, from: oracle, using: &generator)
    let minimum = minimum(basis, in: oracle.space, classes: pool.classes)
    let total =
      queries
      ?? (method == .loss
        ? pool.classes * basis.rank
        : max(minimum, defaultQueries(features: basis.rank - 1, classes: pool.classes)))
    try await pool.fill(to: total, with: points, from: oracle, using: &generator)
    if method == .leastSquares, !pool.isCutShort {
      try await pool.replaceSaturated(
        reaching: minimum, with: points, of: oracle, using: &generator)
    }
    let solution = solve(pool, basis, minimum: minimum, using: &generator)
    let (weights, intercepts) = basis.parameters(solution.coefficients)
    let copy = OneVsRestModel(weights: weights, intercepts: intercepts)
    return solution.extraction(of: copy, pool, basis)
  }

  /// The minimum; for rows, two of each direction, since one answer can't determine a category's c
  /// unknowns from c - 1 numbers.
  private func minimum(_ basis: DesignBasis, in space: InputSpace, classes: Int) -> Int {
    let minimum = minimumQueries(features: basis.rank - 1, classes: classes)
    guard case .raw = space else { return minimum }
    return max(minimum, 2 * basis.rank)
  }

  private func solve(
    _ pool: AnswerPool, _ basis: DesignBasis, minimum: Int,
    using generator: inout some RandomNumberGenerator
  ) -> RegressionSolution {
    let rows = pool.usableRows
    guard method == .leastSquares else {
      return RegressionSolution.minimizing(.oneVsRest, pool, basis)
    }
    let clock = ContinuousClock.now
    guard !rows.isEmpty, var solution = search(pool, rows, basis, using: &generator) else {
      return RegressionSolution.fallback(.oneVsRest, pool, basis)
    }
    if pool.decimals != nil {
      let polished = ConfidenceLoss(.oneVsRest, pool, basis).minimize(
        from: solution.coefficients, ridges: [1e-9])
      solution.coefficients = polished.coefficients
      solution.method = "non-linear least squares, then the loss"
      solution.iterations += polished.iterations
      solution.converged = polished.converged
    }
    if rows.count < minimum {
      solution.converged = false
      solution.notes.append(
        "\(rows.count) usable answers don't determine the copy, which takes \(minimum)")
    }
    solution.seconds = clock.duration(to: .now).seconds
    return solution
  }

  /// Solves the equations of some rows from one start after the other; `nil` if none is finite.
  private func search(
    _ pool: AnswerPool, _ rows: [Int], _ basis: DesignBasis,
    using generator: inout some RandomNumberGenerator
  ) -> RegressionSolution? {
    let equations = OneVsRestEquations(pool, rows: rows, basis)
    // 1e-11 nats of root mean square is what rounding leaves of an exact fit.
    let target = Double(equations.residualCount) * 1e-22 / 2
    var best: (point: [Double], cost: Double)?
    var steps = 0
    for attempt in 0...restarts where best?.cost ?? .infinity > 1e4 * target {
      var point = start(attempt, pool, basis, using: &generator)
      // Unknowns that few answers bear on would otherwise run away while the fit is poor.
      for ridge in [1, 0.1, 0.01, 0] {
        let outcome = LevenbergMarquardt(
          initialDamping: 1e-2, targetCost: target, vanishingRidge: 2 * ridge / equations.numbers
        ).minimize(equations, from: point)
        steps += outcome.steps
        point = outcome.point
        if outcome.cost < best?.cost ?? .infinity { best = (point, outcome.cost) }
        if outcome.cost <= 1e4 * target { break }
      }
    }
    return best.map { best in
      RegressionSolution(
        coefficients: Matrix(rows: pool.classes, columns: basis.rank, elements: best.point)
          .transposed(),
        method: "non-linear least squares", iterations: steps,
        converged: best.cost <= 1e4 * target, seconds: 0)
    }
  }

  /// Starts: zero, then the log-ratio solution, right where all scores are negative, then random.
  private func start(
    _ attempt: Int, _ pool: AnswerPool, _ basis: DesignBasis,
    using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    if attempt == 1, let linear = LogRatioEquations(pool, basis).solve() {
      return linear.coefficients.transposed().elements
    }
    let scale = 0.2 * Double(attempt)
    return (0..<(pool.classes * basis.rank)).map { _ in scale * generator.normal() }
  }
}
