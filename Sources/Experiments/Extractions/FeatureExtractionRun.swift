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

/// What `skua extract` prints of an attack that has no summary of its own.
public struct AttackSummary: Sendable, Encodable {
  /// The attack's name.
  public let attack: String
  /// The class of the copy.
  public let model: String
  /// How the copy was found.
  public let method: String
  /// Parameters of the copy.
  public let unknowns: Int
  /// Queries without the check's.
  public let queries: Int
  /// Further queries for the check.
  public let checkQueries: Int
  /// Seconds of the attack.
  public let seconds: Double
  /// Price of the queries in USD.
  public let price: Double
  /// Price of the check in USD.
  public let checkPrice: Double
  /// Whether the attack met its criterion.
  public let converged: Bool
  /// Whether the budget ended before.
  public let partial: Bool
  /// Against the target itself.
  public let fidelity: Fidelity
  /// What a reader should know.
  public let notes: [String]
  /// The file of the copy; `null` if none was written.
  @Nullable public var out: String?
  private let title: String

  private enum CodingKeys: CodingKey {
    case attack, model, method, unknowns, queries, checkQueries, seconds, price, checkPrice,
      converged, partial, fidelity, notes, out
  }

  /// Summarises an attack.
  public init(_ result: AttackResult, fidelity: Fidelity, notes: [String], out: String?) {
    attack = result.attack
    model = result.copy.kind
    title = result.copy.title
    method = result.method
    unknowns = result.unknowns
    queries = result.queries
    checkQueries = result.checkQueries
    seconds = result.seconds
    price = result.price
    checkPrice = result.checkPrice
    converged = result.converged
    partial = result.isPartial
    self.fidelity = fidelity
    self.notes = result.notes + notes
    _out = Nullable(wrappedValue: out)
  }

  /// The summary for people, without the notes.
  public var text: String {
    var lines = [
      "\(title), \(NumberFormat.count(unknowns)) unknowns, by \(method)",
      "\(NumberFormat.count(queries)) queries and \(checkQueries) to check"
        + (price > 0 ? ", \(NumberFormat.dollars(price + checkPrice))" : "")
        + ", \(NumberFormat.seconds(seconds))" + (converged ? "" : ", not converged")
        + (partial ? ", partial" : ""),
      fidelity.table.text(),
    ]
    if let out { lines.append("copy written to \(out)") }
    return lines.joined(separator: "\n")
  }
}
