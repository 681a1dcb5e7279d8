import Estimators
import Foundation
import LinearAlgebra
import Oracles

/// The coefficients of a stolen regression and how they were found.
struct RegressionSolution {
  /// Coefficients in the basis: `(rank, c)`.
  var coefficients: Matrix
  /// The method as a phrase.
  var method: String
  var iterations = 1
  var converged: Bool
  var seconds: Double
  var notes: [String] = []

  /// Solves the log-ratio equations, after asking saturated queries again where too few are usable.
  ///
  /// Rounded answers make the equations noisy: their solution is then polished on the loss, which
  /// weighs every answer as its likelihood does.
  static func direct(
    _ pool: inout AnswerPool, _ basis: DesignBasis, with source: QueryPoints,
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> RegressionSolution {
    try await pool.tieClasses(by: basis.rank, with: source, of: oracle, using: &generator)
    let start = ContinuousClock.now
    let equations = LogRatioEquations(pool, basis)
    guard let solved = equations.solve() else {
      return fallback(.softmax, pool, basis)
    }
    let isDetermined = solved.rank == basis.rank
    var solution = RegressionSolution(
      coefficients: solved.coefficients, method: "log-ratio equations", converged: isDetermined,
      seconds: 0)
    // What the equations leave open may also contradict the answers that gave none.
    if pool.decimals != nil || !isDetermined && !pool.isExplained(by: solved.coefficients, basis) {
      let polished = ConfidenceLoss(.softmax, pool, basis).minimize(
        from: solved.coefficients, ridges: [1e-9])
      solution.coefficients = polished.coefficients
      solution.method = "log-ratio equations, then the loss"
      solution.iterations = polished.iterations
      solution.converged = polished.converged && isDetermined
    }
    if !isDetermined {
      solution.notes.append(
        "\(equations.count) usable answers determine \(solved.rank) of \(basis.rank) unknowns per "
          + "class: the copy is the one of smallest norm")
    }
    solution.seconds = start.duration(to: .now).seconds
    return solution
  }

  /// Minimises the paper's loss over all answers.
  static func minimizing(
    _ link: ConfidenceLoss.Link, _ pool: AnswerPool, _ basis: DesignBasis,
    ridges: [Double] = ConfidenceLoss.ridges
  ) -> RegressionSolution {
    let start = ContinuousClock.now
    let result = ConfidenceLoss(link, pool, basis).minimize(ridges: ridges)
    return RegressionSolution(
      coefficients: result.coefficients, method: "regularised loss",
      iterations: result.iterations, converged: result.converged,
      seconds: start.duration(to: .now).seconds)
  }

  /// Fits what answers without an equation tell, which doesn't determine the copy.
  static func fallback(
    _ link: ConfidenceLoss.Link, _ pool: AnswerPool, _ basis: DesignBasis
  ) -> RegressionSolution {
    var solution = minimizing(link, pool, basis, ridges: [1e-9])
    solution.converged = false
    solution.notes.append("every answer is saturated, so the loss was minimised instead")
    return solution
  }

  /// The result of an attack around a copy.
  func extraction<Copy: Model>(
    of copy: Copy, _ pool: AnswerPool, _ basis: DesignBasis
  ) -> Extraction<Copy> {
    Extraction(
      copy: copy, method: method, unknowns: copy.parameterCount, queries: pool.count,
      adaptiveQueries: pool.adaptiveQueries,
      saturatedAnswers: pool.count - pool.usableRows.count, decimals: pool.decimals,
      iterations: iterations,
      converged: converged, isPartial: pool.isCutShort, residual: pool.residual(of: copy),
      seconds: seconds, notes: notes + pool.notes(basis))
  }
}

extension AnswerPool {
  /// Whether softmax regression of given coefficients gives every answer, to 1e-6.
  fileprivate func isExplained(by coefficients: Matrix, _ basis: DesignBasis) -> Bool {
    let (weights, intercepts) = basis.parameters(coefficients)
    let copied = SoftmaxModel(weights: weights, intercepts: intercepts).probabilities(for: points)
    return zip(copied.elements, probabilities.elements).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  /// Root mean square difference of centred log-probabilities over usable answers, in nats.
  func residual(of copy: some Model) -> Double {
    let rows = usableRows
    guard !rows.isEmpty else { return .infinity }
    let answered = centredLogarithms(of: rows)
    let copied = copy.probabilities(for: points.selectingRows(rows))
    var sum = 0.0
    for i in 0..<rows.count {
      let logarithms = copied[row: i].map { log(max($0, .leastNonzeroMagnitude)) }
      let mean = logarithms.reduce(0, +) / Double(classes)
      for k in 0..<classes { sum += pow(logarithms[k] - mean - answered[i, k], 2) }
    }
    return (sum / Double(answered.elements.count)).squareRoot()
  }

  /// What a reader should know of how the answers were gathered.
  ///
  /// - Parameter elsewhere: What the copy is in directions that no query point has.
  func notes(
    _ basis: DesignBasis,
    elsewhere: String = "the copy is the one of smallest norm, equal to the target on that span"
  ) -> [String] {
    var notes: [String] = []
    if isCutShort { notes.append("the budget or the list of points ended after \(count) queries") }
    if adaptiveQueries > 0 {
      notes.append(
        adaptiveQueries == 1
          ? "1 query was chosen after a saturated answer"
          : "\(adaptiveQueries) queries were chosen after saturated answers")
    }
    if let decimals {
      notes.append("the answers carry \(decimals) \(decimals == 1 ? "decimal" : "decimals")")
    }
    if basis.rank < basis.features + 1 {
      notes.append(
        "the query points span \(basis.rank) of \(basis.features + 1) directions: \(elsewhere)")
    }
    return notes
  }
}
