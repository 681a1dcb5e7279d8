public import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// Steals a model of unknown class: tries one class after the other and keeps the one that fits.
///
/// All classes are solved on one pool of queries, and each copy is tested on held-out queries that
/// no solver saw (Tramèr et al. 2016, §2, "extract-and-test"). The classes come in the order of
/// what they cost: binary logistic or softmax regression, one-vs-rest, then perceptrons of tanh units,
/// of growing width.
public struct ExtractAndTest: ExtractionAttack {
  /// Where the queries come from.
  public var points: QueryPoints
  /// Held-out queries, by which the classes are told apart.
  public var heldOut: Int
  /// A copy is accepted if its mean total variation on the held-out queries is at most this.
  public var tolerance: Double
  /// Hidden units of the widest perceptron tried.
  public var maximumHidden: Int

  /// A search over all classes.
  public init(
    points: QueryPoints = .uniform, heldOut: Int = 20, tolerance: Double = 1e-7,
    maximumHidden: Int = 64
  ) {
    self.points = points
    self.heldOut = heldOut
    self.tolerance = tolerance
    self.maximumHidden = maximumHidden
  }

  /// d + 1 for the smallest class, and the held-out queries.
  public func minimumQueries(features: Int, classes: Int) -> Int { features + 1 + heldOut }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<StoredModel> {
    let pool = CachedOracle(oracle)
    let held = oracle.space.uniformQueries(heldOut, using: &generator)
    let start = generator
    var candidates: [Candidate] = []
    var accepted = tolerance
    var decimals: Int?
    for kind in try await kinds(of: pool, from: start) {
      // Under rounding no residual vanishes, by which the width of a perceptron is found.
      if kind == .multilayerPerceptron, decimals != nil { break }
      // Every class continues from here, so that all ask the same queries.
      generator = start
      let attack = EquationSolving(kind, hidden: .upTo(maximumHidden), points: points)
      var result = try await attack.extract(from: pool, using: &generator)
      let answers = try await pool.queryWithinBudget(held)
      if !answers.isEmpty {
        result.check = SelfCheck(
          result.copy, on: Array(held.prefix(answers.count)), answers: answers, in: oracle.space)
      }
      decimals = answers.flatMap { $0.probabilities ?? [] }.decimals
      if let decimals {
        // So much rounding alone makes, at most.
        accepted = max(tolerance, Double(result.copy.classes) * pow(10, -Double(decimals)) / 4)
      }
      candidates.append(Candidate(kind: kind, extraction: result))
      if candidates[candidates.count - 1].error <= accepted || result.isPartial { break }
    }
    return choose(candidates, accepted)
  }

  /// The classes to try, by the number of probabilities in the answer to the first query.
  private func kinds(
    of pool: some Oracle, from start: some RandomNumberGenerator
  ) async throws(OracleError) -> [ModelKind] {
    var (generator, covered) = (start, PointSpan())
    try points.validate(in: pool.space)
    let first = points.draw(
      1, after: 0, in: pool.space, extending: &covered, using: &generator)
    let classes = try await pool.queryWithinBudget(first).first?.probabilities?.count ?? 2
    return classes == 2
      ? [.logistic, .multilayerPerceptron] : [.softmax, .oneVsRest, .multilayerPerceptron]
  }

  private struct Candidate {
    let kind: ModelKind
    var extraction: Extraction<StoredModel>

    /// Mean total variation on the held-out queries; share of wrong labels where there is none.
    var error: Double {
      guard let check = extraction.check else { return .infinity }
      return check.meanTotalVariation ?? Double(check.disagreements) / Double(check.queries)
    }

    /// The test as a sentence.
    var note: String {
      guard let check = extraction.check else {
        return "\(kind.rawValue): the budget left no query to test the copy"
      }
      return "\(kind.rawValue): mean total variation \(error) on \(check.queries) held-out queries"
    }
  }

  private func choose(
    _ candidates: [Candidate], _ accepted: Double
  ) -> Extraction<StoredModel> {
    let best = candidates.min { $0.error < $1.error } ?? candidates[0]
    var result = best.extraction
    result.queries = candidates.reduce(0) { max($0, $1.extraction.queries) }
    result.seconds = candidates.reduce(0) { $0 + $1.extraction.seconds }
    result.converged = best.error <= accepted
    result.isPartial = candidates.contains { $0.extraction.isPartial }
    result.method = "extract-and-test: \(best.kind.rawValue), \(result.method)"
    result.notes += candidates.map(\.note)
    return result
  }
}
