public import Estimators
import LinearAlgebra
public import Oracles

/// Steals binary logistic regression from its confidence values: d + 1 queries and one linear
/// solve.
///
/// Tramèr et al. 2016, §4.1.1: log(p / (1 - p)) = w x + b.
public struct LogisticExtraction: ExtractionAttack {
  /// Queries to ask; d + 1 by default.
  public var queries: Int?
  /// Where the queries come from.
  public var points: QueryPoints

  /// An attack with d + 1 queries, or as many as given.
  public init(queries: Int? = nil, points: QueryPoints = .uniform) {
    self.queries = queries
    self.points = points
  }

  /// d + 1.
  public func minimumQueries(features: Int, classes: Int) -> Int { features + 1 }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<LogisticModel> {
    let basis = DesignBasis(points, in: oracle.space)
    var pool = AnswerPool(space: oracle.space, isBinary: true)
    try await pool.fill(to: queries ?? basis.rank, with: points, from: oracle, using: &generator)
    guard pool.classes == 2 else {
      throw OracleError(
        .unsuitableAnswer,
        "the target answers with \(pool.classes) classes; logistic regression has 2: use softmax")
    }
    let solution = try await RegressionSolution.direct(
      &pool, basis, with: points, from: oracle, using: &generator)
    let (weights, intercepts) = basis.parameters(solution.coefficients)
    let copy = LogisticModel(
      weights: zip(weights[row: 1], weights[row: 0]).map { $0 - $1 },
      intercept: intercepts[1] - intercepts[0])
    return solution.extraction(of: copy, pool, basis)
  }
}
