public import Estimators
import ModelExtraction
import Oracles

/// Runs the attack of a plan against any oracle.
struct AttackRun {
  private let plan: RemotePlan

  init(_ plan: RemotePlan) { self.plan = plan }

  /// Queries an oracle within what a meter grants, and rebuilds the model behind it.
  ///
  /// - Throws: `OracleError.Code.refused` if there is no attack of the plan's name, otherwise what the
  ///   oracle throws.
  func run(
    against oracle: some Oracle, meter: QueryMeter
  ) async throws(OracleError) -> AttackResult {
    if let kind = TreeAttackKind(rawValue: plan.attack.name) {
      return try await runTree(kind, against: oracle, meter)
    }
    guard plan.attack.name == "equation-solving" else {
      throw OracleError(
        .refused, "there is no attack '\(plan.attack.name)' on a service: see 'skua extract --help'")
    }
    var run = EquationSolvingRun(schema: plan.schema, attack: attack)
    run.budget = await meter.budget
    run.check = plan.check
    run.seed = plan.seed
    try run.checkBudget(oracle.space)
    return AttackResult(try await run.run(against: oracle, meter: meter))
  }

  private var attack: EquationSolving? {
    plan.attack.kind.map { kind in
      EquationSolving(
        kind, method: plan.attack.usesPaperMethod ? .paper : .exact,
        hidden: plan.attack.hidden.map { .known($0) } ?? .upTo(64), queries: plan.attack.queries)
    }
  }

  private func runTree(
    _ kind: TreeAttackKind, against target: some Oracle, _ meter: QueryMeter
  ) async throws(OracleError) -> AttackResult {
    let attack = kind.attack(
      epsilon: plan.attack.epsilon, usesFields: plan.attack.usesFields,
      usesIncompleteQueries: plan.attack.usesIncompleteQueries)
    var generator = RandomStream.attack.generator(plan.seed)
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

    /// Writes the file.
    public func write(to path: String) throws(EstimatorError) {
      switch self {
      case .encoded(let file): try file.write(to: path)
      case .tree(let file): try file.write(to: path)
      }
    }

    /// The class of the copy as a file names it.
    public var kind: String {
      switch self {
      case .encoded(let file): file.kind.rawValue
      case .tree: TreeFile.kind
      }
    }

    /// The class of the copy for people.
    public var title: String {
      switch self {
      case .encoded(let file): file.kind.title
      case .tree: "decision tree"
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
}
