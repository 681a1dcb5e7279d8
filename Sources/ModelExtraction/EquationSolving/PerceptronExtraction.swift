public import Estimators
import LinearAlgebra
public import Oracles

/// Steals a perceptron with one hidden layer from its probabilities.
///
/// The default solves non-linear least squares on the log-ratios by variable projection
/// (`PerceptronEquations`), in `Double`, with exact Jacobians; `.gradient` minimises the loss by
/// gradient descent as the paper does (Tramèr et al. 2016, §4.1.2 and §6.3). The default number of
/// queries as a rule recovers the target exactly; the result says when it has not. Rounded answers
/// are solved on the loss from where the least squares end, saturated ones by gradient descent.
public struct PerceptronExtraction: ExtractionAttack {
  /// How the unknowns are found.
  public enum Method: String, Sendable, CaseIterable {
    /// Levenberg-Marquardt with the output layer eliminated.
    case leastSquares = "least-squares"
    /// The paper's gradient descent on the cross-entropy.
    case gradient

    /// The method as results name it.
    var phrase: String {
      switch self {
      case .leastSquares: "variable projection"
      case .gradient: "gradient descent"
      }
    }
  }

  /// How the unknowns are found.
  public var method: Method
  /// Units of the hidden layer, h.
  public var hidden: Int
  /// What the hidden units compute.
  public var activation: Activation
  /// Queries to ask; `defaultQueries` by default.
  public var queries: Int?
  /// Where the queries come from.
  public var points: QueryPoints
  /// Random starts tried at most, by default 4, and up to 50 where one takes no time; `.gradient`
  /// has one.
  public var starts: Int?
  /// Passes of `.gradient` over the answers at most.
  public var epochs: Int

  /// An attack on a network of known shape.
  public init(
    method: Method = .leastSquares, hidden: Int = 20, activation: Activation = .tanh,
    queries: Int? = nil, points: QueryPoints = .uniform, starts: Int? = nil, epochs: Int = 1000
  ) {
    self.method = method
    self.hidden = hidden
    self.activation = activation
    self.queries = queries
    self.points = points
    self.starts = starts
    self.epochs = epochs
  }

  /// h (d + 1) + c (h + 1).
  public func parameterCount(features: Int, classes: Int) -> Int {
    hidden * (features + 1) + classes * (hidden + 1)
  }

  /// What answers can tell, h (d + 1) + (c - 1)(h + 1), over the c - 1 numbers of an answer.
  public func minimumQueries(features: Int, classes: Int) -> Int {
    let identifiable = hidden * (features + 1) + (classes - 1) * (hidden + 1)
    return (identifiable + classes - 2) / (classes - 1)
  }

  /// As many as the model has parameters, but at least four times the minimum.
  ///
  /// Nearer to the minimum the equations still determine the model, but random starts end in local
  /// minima more and more often.
  public func defaultQueries(features: Int, classes: Int) -> Int {
    max(
      parameterCount(features: features, classes: classes),
      4 * minimumQueries(features: features, classes: classes))
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<PerceptronModel> {
    let basis = DesignBasis(points, in: oracle.space)
    var pool = AnswerPool(space: oracle.space)
    // The first answer tells the number of classes, and with it how many are needed.
    try await pool.fill(to: 1, with: points, from: oracle, using: &generator)
    let total = queries ?? defaultQueries(features: basis.rank - 1, classes: pool.classes)
    try await pool.fill(to: total, with: points, from: oracle, using: &generator)
    if method == .leastSquares, !pool.isCutShort {
      try await pool.replaceSaturated(
        reaching: total / 2, with: points, of: oracle, using: &generator)
    }
    let clock = ContinuousClock.now
    let outcome =
      switch method {
      case .leastSquares: solve(pool, basis, using: &generator)
      case .gradient: descend(pool, using: &generator)
      }
    return Extraction(
      copy: outcome.copy, method: outcome.method, unknowns: outcome.copy.parameterCount,
      queries: pool.count, adaptiveQueries: pool.adaptiveQueries,
      saturatedAnswers: pool.count - pool.usableRows.count, decimals: pool.decimals,
      iterations: outcome.steps,
      converged: outcome.converged, isPartial: pool.isCutShort,
      residual: pool.residual(of: outcome.copy), seconds: clock.duration(to: .now).seconds,
      notes: notes(pool, basis))
  }

  /// What a solver came to.
  typealias Outcome = (copy: PerceptronModel, method: String, steps: Int, converged: Bool)

  /// Solves the equations; on the loss, which needs no logarithm, where answers are rounded or
  /// saturated.
  private func solve(
    _ pool: AnswerPool, _ basis: DesignBasis, using generator: inout some RandomNumberGenerator
  ) -> Outcome {
    // Fewer equations than unknowns are explained by many networks.
    let minimum = minimumQueries(features: basis.rank - 1, classes: pool.classes)
    guard pool.usableRows.count >= minimum else {
      let descent = descend(pool, using: &generator)
      return (descent.copy, descent.method, descent.steps, false)
    }
    let equations = PerceptronEquations(
      pool, rows: pool.usableRows, basis, hidden: hidden, activation: activation)
    let isRounded = pool.decimals != nil
    // Rounded answers have no exact solution at which the search could end early.
    let affordable = equations.affordableStarts
    let starts = starts ?? (isRounded ? (affordable > 4 ? 4 : 1) : affordable)
    let solver = PerceptronSolver(equations: equations, starts: starts)
    let solved =
      isRounded
      ? solver.solve(using: &generator)
      : solveOnPart(pool, basis, solver, using: &generator) ?? solver.solve(using: &generator)
    let output = equations.outputLayer(equations.fit(solved.point).features)
    let copy = model(solved.point, output, basis)
    guard isRounded else { return (copy, method.phrase, solved.steps, solved.converged) }
    let (refined, report) = copy.refined(on: pool.points, to: pool.probabilities)
    return (
      refined, "\(method.phrase), then the loss", solved.steps + report.iterations,
      report.converged ?? false
    )
  }

  /// Where answers abound, solves part of the equations, which is quicker, and polishes on all.
  ///
  /// - Returns: `nil` if there is no surplus, or if the part leads nowhere.
  private func solveOnPart(
    _ pool: AnswerPool, _ basis: DesignBasis, _ solver: PerceptronSolver,
    using generator: inout some RandomNumberGenerator
  ) -> PerceptronSolver.Outcome? {
    let surplus = solver.equations.numbersPerUnknown / 4
    guard surplus > 1.5 else { return nil }
    let rows = pool.usableRows
    let part = PerceptronEquations(
      pool, rows: Array(rows.prefix(Int(Double(rows.count) / surplus))), basis, hidden: hidden,
      activation: activation)
    let solved = PerceptronSolver(equations: part, starts: solver.starts).solve(using: &generator)
    guard solved.converged else { return nil }
    var polished = solver.polish(solved.point)
    polished.steps += solved.steps
    return polished.converged ? polished : nil
  }

  private func model(
    _ point: [Double], _ output: Matrix, _ basis: DesignBasis
  ) -> PerceptronModel {
    let coefficients = Matrix(rows: hidden, columns: basis.rank, elements: point).transposed()
    let (weights, biases) = basis.parameters(coefficients)
    let outputs = output.transposed()
    return PerceptronModel(
      layers: [
        DenseLayer(weights: weights, biases: biases),
        DenseLayer(
          weights: Matrix((0..<outputs.rows).map { Array(outputs[row: $0].dropLast()) }),
          biases: (0..<outputs.rows).map { outputs[$0, hidden] }),
      ], activation: activation)
  }
}
