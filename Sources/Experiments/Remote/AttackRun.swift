public import Estimators
import ModelExtraction
import Oracles

/// Runs an attack against any oracle.
struct AttackRun {
  private let plan: RemotePlan.AttackPlan
  private let schema: Schema
  private let check: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - check: Further queries for the attacker's own estimate of the copy's error.
  ///   - seed: Decides the queries and the solver's starts.
  init(_ plan: RemotePlan.AttackPlan, on schema: Schema, check: Int, seed: UInt64) {
    self.plan = plan
    self.schema = schema
    self.check = check
    self.seed = seed
  }

  /// Queries an oracle within what a meter grants, and rebuilds the model behind it.
  ///
  /// - Throws: `OracleError.Code.refused` if there is no attack of the plan's name, otherwise what the
  ///   oracle throws.
  func run(
    against oracle: some Oracle, meter: QueryMeter
  ) async throws(OracleError) -> AttackResult {
    if let kind = TreeAttackKind(rawValue: plan.name) {
      return try await runTree(kind, against: oracle, meter)
    }
    switch plan.name {
    case FeatureExtractionRun.attack: return try await recover(from: oracle, meter)
    case "equation-solving":
      var run = EquationSolvingRun(schema: schema, attack: attack)
      run.budget = await meter.budget
      run.check = check
      run.seed = seed
      try run.checkBudget(oracle.space)
      return AttackResult(try await run.run(against: oracle, meter: meter))
    default:
      throw OracleError(
        .refused, "there is no attack '\(plan.name)' on a service: see 'skua extract --help'")
    }
  }

  private var attack: EquationSolving? {
    plan.kind.map { kind in
      EquationSolving(
        kind, method: plan.usesPaperMethod ? .paper : .exact,
        hidden: plan.hidden.map { .known($0) } ?? .upTo(64), queries: plan.queries)
    }
  }

  private func recover(
    from target: some Oracle, _ meter: QueryMeter
  ) async throws(OracleError) -> AttackResult {
    let attack = FeatureRecovery(
      plan.usesPaperMethod ? .paper : .ours, epsilon: plan.epsilon,
      wholeNumbers: Set(plan.wholeNumbers), checks: check)
    var generator = RandomStream.attack.generator(seed)
    let extraction = try await attack.extract(
      from: MeteredOracle(target, meter: meter), using: &generator)
    return AttackResult(extraction, price: await meter.price)
  }

  private func runTree(
    _ kind: TreeAttackKind, against target: some Oracle, _ meter: QueryMeter
  ) async throws(OracleError) -> AttackResult {
    let attack = kind.attack(
      epsilon: plan.epsilon, usesFields: plan.usesFields,
      usesIncompleteQueries: plan.usesIncompleteQueries)
    var generator = RandomStream.attack.generator(seed)
    let extraction = try await attack.extract(
      from: MeteredOracle(target, meter: meter), using: &generator)
    return AttackResult(extraction, named: kind.rawValue, price: await meter.cost)
  }
}

/// What an attack of any kind gave.
public struct AttackResult: Sendable {
  /// The attack's name.
  public let attack: String
  /// How the copy was found, in words.
  public let method: String
  /// The copy.
  public let copy: Copy
  /// Parameters, or splits, of the copy.
  public let unknowns: Int
  /// Queries without the check's.
  public let queries: Int
  /// What they cost in USD.
  public let price: Double
  /// Further queries for the check.
  public let checkQueries: Int
  /// What these cost in USD.
  public let checkPrice: Double
  /// Whether the attack met its criterion.
  public let converged: Bool
  /// Whether the budget ended before.
  public let isPartial: Bool
  /// Seconds of solving.
  public let seconds: Double
  /// Labels that check queries answer otherwise; `nil` without a check.
  public let disagreement: Double?
  /// Mean total variation over the check queries; `nil` where it can't be told.
  public let meanTotalVariation: Double?
  /// What a reader should know.
  public let notes: [String]

  /// A copy as a file.
  public enum Copy: Sendable {
    /// A model of encoded points.
    case encoded(ModelFile)
    /// A decision tree.
    case tree(TreeFile)
    /// A regression with its recovered encoding.
    case binned(BinnedFile)

    /// Writes the file.
    public func write(to path: String) throws(EstimatorError) {
      switch self {
      case .encoded(let file): try file.write(to: path)
      case .tree(let file): try file.write(to: path)
      case .binned(let file): try file.write(to: path)
      }
    }

    /// The class of the copy as a file names it.
    public var kind: String {
      switch self {
      case .encoded(let file): file.kind.rawValue
      case .tree: TreeFile.kind
      case .binned: BinnedFile.kind
      }
    }

    /// The class of the copy for people.
    public var title: String {
      switch self {
      case .encoded(let file): file.kind.title
      case .tree: "decision tree"
      case .binned: "binned regression"
      }
    }
  }

  /// All queries.
  var allQueries: Int { queries + checkQueries }

  init(_ outcome: ExtractionOutcome) {
    let extraction = outcome.extraction
    attack = "equation-solving"
    method = extraction.method
    copy = .encoded(outcome.copy)
    unknowns = extraction.unknowns
    queries = outcome.spent
    price = outcome.price
    checkQueries = outcome.checkQueries
    checkPrice = outcome.checkPrice
    converged = extraction.converged
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = extraction.check.map { Double($0.disagreements) / Double($0.queries) }
    meanTotalVariation = extraction.check?.meanTotalVariation
    notes = extraction.notes
  }

  init(_ extraction: TreeExtraction, named attack: String, price: Double) {
    self.attack = attack
    method = extraction.method
    copy = .tree(TreeFile(extraction.copy))
    unknowns = extraction.copy.nodes.count - extraction.copy.leaves.count
    queries = extraction.queries
    self.price = price
    checkQueries = 0
    checkPrice = 0
    converged = !extraction.isPartial && extraction.unprovenLeaves.isEmpty
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = nil
    meanTotalVariation = nil
    notes = extraction.notes
  }

  /// - Parameter price: USD per query.
  init(_ extraction: FeatureExtraction, price: Double) {
    attack = FeatureExtractionRun.attack
    method = extraction.method
    copy = .binned(BinnedFile(extraction.copy))
    unknowns = extraction.copy.model.model.parameterCount
    queries = extraction.searchQueries + extraction.solvingQueries
    self.price = Double(queries) * price
    checkQueries = extraction.checkQueries
    checkPrice = Double(checkQueries) * price
    converged = extraction.converged
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = nil
    meanTotalVariation = nil
    notes =
      extraction.notes
      + (extraction.thresholds.isEmpty
        ? []
        : [
          "thresholds are known to within \(extraction.epsilon) of half a range: numbers nearer to one "
            + "may fall on its other side; --epsilon narrows that, --whole-numbers ends it where a "
            + "feature holds whole numbers"
        ])
  }
}
