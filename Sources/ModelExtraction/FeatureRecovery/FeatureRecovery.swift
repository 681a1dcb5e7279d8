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
    case .paper: extraction = try await serial(rows, confirms: true, using: &generator)
    case .ours:
      var search = JointSearch(rows, settings: self)
      try await search.run(using: &generator)
      extraction =
        search.isAdditive
        ? joint(search) : try await serial(search.rows, confirms: false, using: &generator)
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

  /// Bisection per feature, then the equations of all columns.
  private func serial<Target: Oracle>(
    _ rows: RowInterrogation<Target>, confirms: Bool,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> FeatureExtraction {
    var search = BisectionSearch(rows, settings: self, confirms: confirms)
    try await search.run()
    let classes = rows.schema.classes.count
    let encoder = search.encoder(marksMissing: !confirms)
    var equations = ColumnEquations(search.rows, encoder, settings: self)
    let unknowns = encoder.dimensions + 1
    let total =
      confirms
      ? (classes == 2 ? unknowns : classes * unknowns)
      : max(5 * unknowns / 2, 3 * classes * unknowns / (2 * (classes - 1)))
    try await equations.ask(atLeast: total, evenly: !confirms, using: &generator)
    var solution: Extraction<BinnedModel>
    if confirms {
      solution = try await equations.solve(
        classes == 2 ? .logistic : .softmaxLoss, using: &generator)
      // Extract and test: equations of the wrong class leave more unexplained.
      if classes > 2, equations.disagreement(of: solution.copy) > 1e-2 {
        let other = try await equations.solve(.oneVsRestLoss, using: &generator)
        if equations.disagreement(of: other.copy) < equations.disagreement(of: solution.copy) {
          solution = other
        }
      }
    } else {
      solution = try await equations.solve(.oneVsRest, using: &generator)
    }
    var notes: [String] = []
    if !confirms, let distance = try await equations.check(solution.copy, using: &generator) {
      notes.append("on \(checks) further rows the copy's mean total variation is \(distance)")
      if distance > 1e-6 { solution.converged = false }
    }
    var extraction = extraction(
      confirms ? solution.copy : solution.copy.withoutEmptyColumns, equations.rows,
      method: (confirms ? "bisection" : "bisection without confirmation") + ", " + solution.method,
      residual: solution.residual,
      converged: solution.converged && !equations.rows.isOver && solution.residual < 1e-2)
    extraction.saturatedAnswers = solution.saturatedAnswers
    if !equations.rows.isOver {
      extraction.missingColumns = MissingColumn.evidence(
        in: extraction.copy, complete: Set(rows.schema.features.indices))
    }
    extraction.notes += notes + solution.notes
    return extraction
  }

  private func extraction(
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

extension BinnedModel {
  /// The same regression without columns for missing numbers whose weights are all 0.
  var withoutEmptyColumns: BinnedModel {
    guard case .oneVsRest(let regression) = model else { return self }
    var encodings = encoder.encodings
    var kept: [Int] = []
    for (index, feature) in schema.features.enumerated() {
      let width = encodings[index].width(of: feature)
      var columns = Array(encoder.offsets[index]..<(encoder.offsets[index] + width))
      if encodings[index].marksMissing, let last = columns.last {
        let largest = (0..<regression.classes).map { abs(regression.weights[$0, last]) }.max() ?? 0
        if largest < 1e-6 {
          encodings[index].marksMissing = false
          columns.removeLast()
        }
      }
      kept += columns
    }
    let weights = (0..<regression.classes).map { row in kept.map { regression.weights[row, $0] } }
    return BinnedModel(
      BinnedEncoder(schema, encodings: encodings),
      .oneVsRest(
        OneVsRestModel(weights: Matrix(weights), intercepts: regression.intercepts)))
  }
}
