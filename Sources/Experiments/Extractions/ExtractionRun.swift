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
    try checkBudget(space)
    let meter = QueryMeter(budget: budget, price: price)
    let service = FilteredOracle(local(space), filters)
    let records = try await LedgerReplay.records(at: ledger, of: service)
    let oracle = MeteredOracle(RecordedOracle(service, ledger: records), meter: meter)

    var generator = RandomStream.attack.generator(seed)
    var extraction = try await extract(from: oracle, space, using: &generator)
    let solving = (queries: await meter.spent, price: await meter.cost)
    if check > 0 {
      var checking = RandomStream.check.generator(seed)
      let further = try await SelfCheck.compare(
        extraction.copy, with: oracle, queries: check, using: &checking)
      // Extract-and-test has an estimate of its own, from its held-out queries.
      extraction.check = further ?? extraction.check
      if further == nil {
        extraction.notes.append(
          "the budget left no query to check the copy: raise it by \(check) for an estimate")
      }
    }
    return ExtractionOutcome(
      extraction: extraction,
      copy: ModelFile(extraction.copy, schema: target.schema),
      spent: solving.queries, price: solving.price,
      checkQueries: await meter.spent - solving.queries,
      checkPrice: await meter.cost - solving.price)
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

  private func extract(
    from oracle: some Oracle, _ space: InputSpace,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<StoredModel> {
    guard var attack else {
      return try await ExtractAndTest(points: points).extract(from: oracle, using: &generator)
    }
    attack.points = points
    // Whoever lists points wants them asked, as far as the budget goes.
    if attack.queries == nil, attack.hasFixedQueries, case .listed(let inputs) = points {
      attack.queries = min(inputs.count, budget ?? inputs.count)
    }
    // A user who allows less than the class's default asks for the best that this many queries
    // give. A search for the number of hidden units chooses for itself; there the meter cuts.
    if attack.queries == nil, attack.hasFixedQueries, let budget,
      budget
        < attack.defaultQueries(
          features: space.rank - 1, classes: target.schema.classes.count)
    {
      attack.queries = budget
    }
    return try await attack.extract(from: oracle, using: &generator)
  }

  private func checkBudget(_ space: InputSpace) throws(OracleError) {
    let (features, classes) = (space.rank - 1, target.schema.classes.count)
    let search = ExtractAndTest(points: points)
    let minimum =
      attack?.minimumQueries(features: features, classes: classes)
      ?? search.minimumQueries(features: features, classes: classes)
    func check(_ queries: Int?, atLeast minimum: Int, _ advice: String) throws(OracleError) {
      guard let queries, queries < minimum else { return }
      throw OracleError(
        .budgetTooSmall(minimum: minimum),
        "\(queries) queries can't determine the copy: with \(features) independent features and "
          + "\(classes) classes this attack needs at least \(minimum), so \(advice) \(minimum)")
    }
    try check(budget, atLeast: minimum, "give --budget")
    try check(attack?.queries, atLeast: minimum, "give --queries")
    if case .listed(let inputs) = points {
      // Extract-and-test draws its held-out queries itself.
      let listed = attack == nil ? minimum - search.heldOut : minimum
      try check(inputs.count, atLeast: listed, "the file of points needs rows:")
    }
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
