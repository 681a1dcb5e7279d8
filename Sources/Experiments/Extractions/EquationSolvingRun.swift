import Estimators
import ModelExtraction
import Oracles

/// What an extraction by equation solving does with an oracle, wherever that stands.
struct EquationSolvingRun {
  /// The features and classes of the target.
  var schema: Schema
  /// What the attacker knows of the target's class; `nil` to find it out.
  var attack: EquationSolving?
  /// Where the queries come from.
  var points = QueryPoints.uniform
  /// Queries in all, the check's included; `nil` for no limit.
  var budget: Int?
  /// Further queries for the attacker's own estimate of the copy's error.
  var check = 20
  /// Decides the queries and the solver's starts.
  var seed: UInt64 = 1

  init(schema: Schema, attack: EquationSolving?) {
    self.schema = schema
    self.attack = attack
  }

  /// Queries an oracle within what a meter grants, and rebuilds the model behind it.
  func run(
    against target: some Oracle, meter: QueryMeter
  ) async throws(OracleError) -> ExtractionOutcome {
    let oracle = MeteredOracle(target, meter: meter)
    var generator = RandomStream.attack.generator(seed)
    var extraction = try await solve(from: oracle, target.space, using: &generator)
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
      extraction: extraction, copy: ModelFile(extraction.copy, schema: schema),
      spent: solving.queries, price: solving.price,
      checkQueries: await meter.spent - solving.queries,
      checkPrice: await meter.cost - solving.price)
  }

  private func solve(
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
          features: space.rank - 1, classes: schema.classes.count)
    {
      attack.queries = budget
    }
    return try await attack.extract(from: oracle, using: &generator)
  }

  /// Holds budget, queries and points to what the class needs at least, before any query.
  func checkBudget(_ space: InputSpace) throws(OracleError) {
    let (features, classes) = (space.rank - 1, schema.classes.count)
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
