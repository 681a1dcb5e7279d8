public import Estimators
import LinearAlgebra
public import ModelExtraction
public import Oracles

/// Steals a decision tree from behind a local oracle: what `skua extract` runs on a tree's file.
public struct TreeExtractionRun: Sendable {
  /// The target. The attack sees its schema and its answers, nothing else.
  public var target: TreeFile
  /// The attack.
  public var attack: any TreeAttack
  /// What the target withholds from its answers.
  public var filters: [AnswerFilter] = []
  /// Queries in all; `nil` for no limit.
  public var budget: Int?
  /// Price of a query in USD.
  public var price = 0.0
  /// A file that records queries and answers, and lets a run continue; `nil` for none.
  public var ledger: String?
  /// Decides what the attack draws at random.
  public var seed: UInt64 = 1

  /// A run of an attack on a target.
  public init(against target: TreeFile, with attack: any TreeAttack) {
    self.target = target
    self.attack = attack
  }

  /// Queries the target, rebuilds it and compares the copy's structure with the target's.
  public func run() async throws(OracleError) -> TreeExtractionOutcome {
    let service = FilteredOracle(
      LocalOracle(target.tree, space: .raw(target.schema)), filters)
    let meter = QueryMeter(budget: budget, price: price)
    let records = try await LedgerReplay.records(at: ledger, of: service)
    let oracle = MeteredOracle(RecordedOracle(service, ledger: records), meter: meter)
    var generator = RandomStream.attack.generator(seed)
    let extraction = try await attack.extract(from: oracle, using: &generator)
    return TreeExtractionOutcome(
      extraction: extraction, copy: TreeFile(extraction.copy),
      comparison: TreeComparison(
        of: extraction.copy, with: target.tree, epsilon: attack.epsilon),
      spent: await meter.spent, price: await meter.cost)
  }
}

/// What the extraction of a tree gave and what it cost.
public struct TreeExtractionOutcome: Sendable {
  /// The attack's own account.
  public let extraction: TreeExtraction
  /// The copy as a file.
  public let copy: TreeFile
  /// The copy's structure beside the target's.
  public let comparison: TreeComparison
  /// Queries spent.
  public let spent: Int
  /// What they cost in USD.
  public let price: Double
}
