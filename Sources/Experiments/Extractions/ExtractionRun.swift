public import Estimators
import LinearAlgebra
public import ModelExtraction
public import Oracles

/// Steals a model from behind a local oracle: what `skua extract` runs.
public struct ExtractionRun: Sendable {
  /// The target. The attack sees its schema and its answers, nothing else.
  public var target: ModelFile
  /// What the attacker knows of the target's class; `nil` to find it out.
  public var attack: EquationSolving?
  /// Where the queries come from.
  public var points = QueryPoints.uniform
  /// Whether the target takes rows as a user has them, not points of the cube.
  public var raw = false
  /// What the target withholds from its answers.
  public var filters: [AnswerFilter] = []
  /// Queries in all, the check's included; `nil` for no limit.
  public var budget: Int?
  /// Price of a query in USD.
  public var price = 0.0
  /// Further queries for the attacker's own estimate of the copy's error.
  public var check = 20
  /// A file that records queries and answers, and lets a run continue; `nil` for none.
  public var ledger: String?
  /// Decides the queries and the solver's starts.
  public var seed: UInt64 = 1

  /// A run of a known class, or of extract-and-test.
  public init(against target: ModelFile, with attack: EquationSolving?) {
    self.target = target
    self.attack = attack
  }

  /// Queries the target and rebuilds it.
  ///
  /// - Throws: `OracleError.Code.budgetTooSmall` before any query if the budget, the queries or the
  ///   listed points are fewer than the class needs at least; otherwise what the oracle throws.
  public func run() async throws(OracleError) -> ExtractionOutcome {
    let space: InputSpace =
      raw ? .raw(target.schema) : .encoded(dimensions: target.encoder.dimensions)
    var core = EquationSolvingRun(schema: target.schema, attack: attack)
    core.points = points
    core.budget = budget
    core.check = check
    core.seed = seed
    try core.checkBudget(space)
    let meter = QueryMeter(budget: budget, price: price)
    let service = FilteredOracle(local(space), filters)
    let records = try await LedgerReplay.records(at: ledger, of: service)
    return try await core.run(against: RecordedOracle(service, ledger: records), meter: meter)
  }

  /// Query points from a CSV file: rows under the target's schema if the run is raw, else numbers.
  ///
  /// - Throws: `EstimatorError` if a row doesn't fit.
  public func listedPoints(at path: String) throws(EstimatorError) -> QueryPoints {
    if raw { return .listed(try target.queryReader.queries(at: path)) }
    let points = try PointReader(dimensions: target.encoder.dimensions).points(at: path)
    return .listed((0..<points.rows).map { Query(numbers: points[row: $0]) })
  }

  private func local(_ space: InputSpace) -> LocalOracle<AnyTarget> {
    LocalOracle(AnyTarget(file: target, raw: raw), space: space)
  }
}

/// A target as its oracle holds it: points of the cube or rows.
private struct AnyTarget: Predictor {
  let file: ModelFile
  let raw: Bool

  func predictions(for inputs: [Query]) -> [Prediction] {
    raw ? file.predictions(for: inputs) : file.stored.predictions(for: inputs)
  }
}

/// What an extraction gave and what it cost.
public struct ExtractionOutcome: Sendable {
  /// The attack's own account.
  public let extraction: Extraction<StoredModel>
  /// The copy as a model file under the target's schema.
  public let copy: ModelFile
  /// Queries spent before the check.
  public let spent: Int
  /// What they cost in USD.
  public let price: Double
  /// Further queries spent on the check.
  public let checkQueries: Int
  /// What these cost in USD.
  public let checkPrice: Double
}
