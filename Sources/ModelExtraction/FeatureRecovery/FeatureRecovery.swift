public import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// Recovers what a service does to features before a regression sees them, and the regression.
///
/// Amazon's service cut numbers into quantile bins and made categories one-hot; a user saw neither. But
/// a missing value left all its columns at 0, so that a query of one feature alone shows one weight
/// alone, and an answer that changes along a feature shows a threshold (Tramèr et al. 2016, §5.2).
public struct FeatureRecovery: Sendable {
  /// How thresholds and weights are found.
  public enum Method: String, Sendable, CaseIterable {
    /// All features at once: the score of a row is a sum, and tells which bins it is made of.
    case ours
    /// The paper's: a bisection per feature with confirming queries, then one query per column for two
    /// classes, and as many as all classes have unknowns for more.
    case paper
  }

  /// What is known of numeric features, such as from a recipe that the service shows.
  public enum Numbers: String, Sendable, CaseIterable {
    /// That they are cut into bins.
    case binned
    /// That they are taken as they are.
    case plain
    /// Nothing.
    case unknown
  }

  /// How thresholds and weights are found.
  public var method: Method
  /// Thresholds are found to within this much, where a feature's range has length 2.
  public var epsilon: Double
  /// What is known of numeric features.
  public var numbers: Numbers
  /// Names of the numeric features that hold whole numbers alone: between two of them nobody looks.
  public var wholeNumbers: Set<String>
  /// Random rows that test what was found, after which it is repaired; for `ours` alone.
  public var checks: Int
  /// Rounds of test and repair at most.
  public var repairs: Int

  /// An attack that finds thresholds to within epsilon, 1e-3 by default as in the paper.
  public init(
    _ method: Method = .ours, epsilon: Double = 1e-3, numbers: Numbers = .unknown,
    wholeNumbers: Set<String> = [], checks: Int = 20, repairs: Int = 8
  ) {
    self.method = method
    self.epsilon = epsilon
    self.numbers = numbers
    self.wholeNumbers = wholeNumbers
    self.checks = checks
    self.repairs = repairs
  }

  /// Queries the target and rebuilds it.
  ///
  /// A budget that ends in the middle is not an error: the result is marked as partial.
  /// - Throws: `OracleError` if the target fails, doesn't take rows, doesn't answer with
  ///   probabilities, or if not a single query was granted.
  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> FeatureExtraction {
    let start = ContinuousClock.now
    let rows = RowInterrogation(oracle, schema: try schema(of: oracle))
    var extraction: FeatureExtraction
    switch method {
    case .paper: extraction = try await bisection(rows, using: &generator)
    case .ours:
      var search = JointSearch(rows, settings: self)
      try await search.run(using: &generator)
      extraction =
        search.isAdditive
        ? joint(search) : try await oneVsRest(search.rows, using: &generator)
    }
    extraction.seconds = start.duration(to: .now).seconds
    return extraction
  }

  /// The schema of a target, if the attack can work on it.
  private func schema(of oracle: some Oracle) throws(OracleError) -> Schema {
    precondition(
      epsilon > 0 && epsilon <= 1, "thresholds can't be found to within \(epsilon) of a range")
    guard case .raw(let schema) = oracle.space else {
      throw OracleError(
        .unsuitableAnswer,
        "bins show in rows as a user has them, and the target takes points of a cube")
    }
    guard schema.classes.count >= 2 else {
      throw OracleError(
        .unsuitableAnswer, "the target predicts a number, and this attack takes classifiers")
    }
    let numeric = Set(schema.features.filter { grid(of: $0) != nil }.map(\.name))
    if let unknown = wholeNumbers.subtracting(numeric).min() {
      throw OracleError(
        .invalidQuery, "'\(unknown)' is said to hold whole numbers and is no numeric feature")
    }
    return schema
  }

  /// The grid on which a feature is searched; `nil` for categories.
  func grid(of feature: Feature) -> ValueGrid? {
    guard case .numeric(let minimum, let maximum) = feature.kind else { return nil }
    return ValueGrid(
      minimum: minimum, maximum: maximum, epsilon: epsilon,
      isWhole: wholeNumbers.contains(feature.name))
  }

  /// A row with every number moved to the nearest one at which the attack looks: where a copy has to
  /// agree with its target, since it knows thresholds to within epsilon.
  public func rounded(_ row: Query, under schema: Schema) -> Query {
    Query(
      zip(row.values, schema.features).map { value, feature in
        guard case .number(let number) = value, let grid = grid(of: feature) else { return value }
        return .number(grid.rounded(number))
      })
  }

  /// The copy that the joint search has found.
  private func joint(_ search: JointSearch<some Oracle>) -> FeatureExtraction {
    let rows = search.rows
    let solution = JointSolution(
      search.encoder, rows: rows.inputs, answers: rows.answers, precision: rows.precision)
    let copy = BinnedModel(search.encoder, solution.model)
    let open = Set(search.openFeatures)
    let complete = rows.schema.features.indices.filter {
      !open.contains(rows.schema.features[$0].name)
    }
    var extraction = extraction(
      copy, rows, method: "joint search", residual: solution.residual,
      converged: solution.isExact && open.isEmpty)
    extraction.saturatedAnswers = solution.saturated
    extraction.missingColumns = MissingColumn.evidence(in: copy, complete: Set(complete))
    if !open.isEmpty {
      extraction.notes.append("not everything is known of \(open.sorted().listed())")
    }
    if case .decimals(let count) = rows.precision {
      extraction.notes.append("the answers carry \(count) \(count == 1 ? "decimal" : "decimals")")
    }
    if !solution.isExact {
      extraction.notes.append("the copy doesn't explain every answer to the digits it has")
    }
    return extraction
  }

  /// A result of the facts that every method has.
  func extraction(
    _ copy: BinnedModel, _ rows: RowInterrogation<some Oracle>, method: String, residual: Double,
    converged: Bool
  ) -> FeatureExtraction {
    FeatureExtraction(
      copy: copy, method: method, searchQueries: rows.count(.search),
      solvingQueries: rows.count(.solving), checkQueries: rows.count(.check), rounds: rows.rounds,
      epsilon: epsilon, missingColumns: [:], saturatedAnswers: 0, converged: converged,
      isPartial: rows.isOver, residual: residual, seconds: 0,
      notes: rows.isOver ? ["the budget ended after \(rows.inputs.count) queries"] : [])
  }
}
