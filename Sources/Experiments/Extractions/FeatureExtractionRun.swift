public import Estimators
import ModelExtraction
public import Oracles
import Reports

/// Recovers the feature extraction of a binned regression from behind a local oracle: what
/// `skua extract` runs on its file.
public struct FeatureExtractionRun: Sendable {
  /// The attack's name on the command line.
  public static let attack = "feature-recovery"

  /// The target. The attack sees its schema and its answers, nothing else.
  public var target: BinnedFile
  /// The paper's method in place of ours, thresholds, and which features hold whole numbers.
  public var plan: RemotePlan.AttackPlan
  /// What the target withholds from its answers.
  public var filters: [AnswerFilter] = []
  /// Queries in all, the check's included; `nil` for no limit.
  public var budget: Int?
  /// Price of a query in USD.
  public var price = 0.0
  /// Further queries that test the copy.
  public var check = 20
  /// A file that records queries and answers, and lets a run continue; `nil` for none.
  public var ledger: String?
  /// Decides the random rows.
  public var seed: UInt64 = 1

  /// A run of a plan against a target.
  public init(against target: BinnedFile, _ plan: RemotePlan.AttackPlan) {
    self.target = target
    self.plan = plan
  }

  /// Queries the target and rebuilds it.
  public func run() async throws(OracleError) -> AttackResult {
    let service = FilteredOracle(
      LocalOracle(target.model, space: .raw(target.schema)), filters)
    let records = try await LedgerReplay.records(at: ledger, of: service)
    return try await AttackRun(plan, on: target.schema, check: check, seed: seed).run(
      against: RecordedOracle(service, ledger: records),
      meter: QueryMeter(budget: budget, price: price))
  }
}
