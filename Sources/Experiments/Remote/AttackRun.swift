import Estimators
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
