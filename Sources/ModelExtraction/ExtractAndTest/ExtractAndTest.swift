public import Estimators
import LinearAlgebra
public import Oracles

/// Steals a model of unknown class: tries one class after the other and keeps the one that fits.
///
/// All classes are solved on one pool of queries, and each copy is tested on held-out queries that no
/// solver saw (Tramèr et al. 2016, §2, "extract-and-test"). The classes come in the order of what they
/// cost: binary logistic or softmax regression, one-vs-rest, then perceptrons of growing width.
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
    let answers = try await pool.query(held)
    let isBinary = answers.first?.probabilities?.count ?? 2 == 2
    let start = generator
    var candidates: [Candidate] = []
    for kind in isBinary ? [.logistic, .multilayerPerceptron] : Self.multiclassKinds {
      // Every class continues from here, so that all ask the same queries.
      generator = start
      let attack = EquationSolving(
        kind, hidden: .upTo(maximumHidden), points: points)
      var result = try await attack.extract(from: pool, using: &generator)
      result.check = SelfCheck(result.copy, on: held, answers: answers, in: oracle.space)
      let candidate = Candidate(kind: kind, extraction: result)
      candidates.append(candidate)
      if candidate.error <= tolerance || result.isPartial { break }
    }
    return choose(candidates)
  }

  private static let multiclassKinds: [ModelKind] = [.softmax, .oneVsRest, .multilayerPerceptron]

  private struct Candidate {
    let kind: ModelKind
    var extraction: Extraction<StoredModel>

    /// Mean total variation on the held-out queries; share of wrong labels where there is none.
    var error: Double {
      guard let check = extraction.check else { return .infinity }
      return check.meanTotalVariation ?? Double(check.disagreements) / Double(check.queries)
    }
  }

  private func choose(_ candidates: [Candidate]) -> Extraction<StoredModel> {
    let best = candidates.min { $0.error < $1.error } ?? candidates[0]
    var result = best.extraction
    result.queries = candidates.reduce(0) { max($0, $1.extraction.queries) }
    result.seconds = candidates.reduce(0) { $0 + $1.extraction.seconds }
    result.converged = best.error <= tolerance
    result.method = "extract-and-test: \(best.kind.rawValue), \(result.method)"
    for candidate in candidates {
      result.notes.append(
        "\(candidate.kind.rawValue): mean total variation \(candidate.error) on \(heldOut) held-out queries"
      )
    }
    return result
  }
}
