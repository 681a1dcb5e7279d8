public import Estimators
import LinearAlgebra
public import Oracles

/// Steals softmax regression from its probabilities: d + 1 queries and one linear solve.
///
/// Log-ratios of probabilities are linear in differences of weights, so d + 1 answers determine the
/// model up to the shift that leaves every probability unchanged. The paper minimises a loss over
/// c (d + 1) equations instead (Tramèr et al. 2016, §4.1.2), which `.loss` does.
public struct SoftmaxExtraction: ExtractionAttack {
  /// How the unknowns are found.
  public enum Method: String, Sendable, CaseIterable {
    /// One linear system of log-ratios; the loss only where answers are saturated or rounded.
    case direct
    /// The paper's regularised cross-entropy, by L-BFGS.
    case loss
  }

  /// How the unknowns are found.
  public var method: Method
  /// Queries to ask; by default d + 1, or c (d + 1) with `.loss` as in the paper.
  public var queries: Int?
  /// Where the queries come from.
  public var points: QueryPoints

  /// An attack by the given method.
  public init(method: Method = .direct, queries: Int? = nil, points: QueryPoints = .uniform) {
    self.method = method
    self.queries = queries
    self.points = points
  }

  /// d + 1.
  public func minimumQueries(features: Int, classes: Int) -> Int { features + 1 }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<SoftmaxModel> {
    let basis = DesignBasis(points, in: oracle.space)
    var pool = AnswerPool(space: oracle.space)
    try await pool.fill(to: queries ?? basis.rank, with: points, from: oracle, using: &generator)
    if method == .loss, queries == nil {
      try await pool.fill(
        to: pool.classes * basis.rank, with: points, from: oracle, using: &generator)
    }
    let solution: RegressionSolution
    switch method {
    case .direct:
      solution = try await RegressionSolution.direct(
        &pool, basis, with: points, from: oracle, using: &generator)
    case .loss:
      solution = RegressionSolution.minimizing(.softmax, pool, basis)
    }
    let (weights, intercepts) = basis.parameters(solution.coefficients)
    let copy = SoftmaxModel(weights: weights, intercepts: intercepts)
    return solution.extraction(of: copy, pool, basis)
  }
}
