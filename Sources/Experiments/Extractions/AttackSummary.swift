import Reports

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
