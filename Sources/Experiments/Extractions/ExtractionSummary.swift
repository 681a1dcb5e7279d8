public import Estimators
import ModelExtraction
public import Reports

/// What `skua extract` prints.
public struct ExtractionSummary: Sendable, Encodable {
  /// The attack's name.
  public let attack = "equation-solving"
  /// The class of the copy.
  public let model: ModelKind
  /// How the equations were solved.
  public let method: String
  /// Parameters of the copy.
  public let unknowns: Int
  /// Queries that the attack spent.
  public let queries: Int
  /// How many of them were chosen after other answers had been seen.
  public let adaptiveQueries: Int
  /// Answers without an equation, since a probability was 0 or 1.
  public let saturatedAnswers: Int
  /// Seconds of solving.
  public let seconds: Double
  /// Steps of the solver.
  public let iterations: Int
  /// Price of the queries in USD.
  public let price: Double
  /// Further queries for the check.
  public let checkQueries: Int
  /// Price of these in USD.
  public let checkPrice: Double
  /// Whether the solver met its criterion.
  public let converged: Bool
  /// Whether the budget ended before the attack had the queries it asked for.
  public let partial: Bool
  /// What the copy leaves unexplained, root mean square in nats; `null` where nothing can be
  /// compared.
  @Nullable public var residual: Double?
  /// The attacker's own estimate of the copy's error; `null` without check queries.
  @Nullable public var check: Check?
  /// Against the target itself; `null` where it isn't at hand.
  @Nullable public var fidelity: Fidelity?
  /// What a reader should know.
  public let notes: [String]
  /// The file of the copy; `null` if none was written.
  @Nullable public var out: String?

  /// The attacker's own estimate of the copy's error.
  public struct Check: Sendable, Encodable {
    /// Queries that the estimate rests on.
    public let queries: Int
    /// Share of them labelled otherwise.
    public let disagreement: Double
    /// Upper bound on that share at 95% confidence.
    public let disagreementBound: Double
    /// Mean total variation; `null` where answers carry labels only, or the copy's hold a NaN.
    @Nullable public var meanTv: Double?
    /// Largest total variation.
    @Nullable public var largestTv: Double?
  }

  /// Summarises an extraction.
  public init(_ outcome: ExtractionOutcome, fidelity: Fidelity?, notes: [String], out: String?) {
    let extraction = outcome.extraction
    model = extraction.copy.kind
    method = extraction.method
    unknowns = extraction.unknowns
    queries = outcome.spent
    adaptiveQueries = extraction.adaptiveQueries
    saturatedAnswers = extraction.saturatedAnswers
    seconds = extraction.seconds
    iterations = extraction.iterations
    price = outcome.price
    checkQueries = outcome.checkQueries
    checkPrice = outcome.checkPrice
    converged = extraction.converged
    partial = extraction.isPartial
    self.notes = extraction.notes + notes
    _residual = Nullable(wrappedValue: extraction.residual.finite)
    self.fidelity = fidelity
    self.out = out
    if let check = extraction.check {
      self.check = Check(
        queries: check.queries, disagreement: Double(check.disagreements) / Double(check.queries),
        disagreementBound: check.disagreementBound,
        meanTv: check.meanTotalVariation?.finite,
        largestTv: check.largestTotalVariation?.finite)
    }
  }

  /// The summary for people, without the notes.
  public var text: String {
    var lines = [
      "\(model.title), \(NumberFormat.count(unknowns)) unknowns, by \(method)",
      "\(NumberFormat.count(queries)) queries"
        + (price > 0 ? ", \(NumberFormat.dollars(price))" : "")
        + ", solved in \(NumberFormat.seconds(seconds))"
        + (converged ? "" : ", not converged") + (partial ? ", partial" : ""),
    ]
    if let check {
      let distance = check.meanTv.map { ", mean TV \(NumberFormat.scientific($0))" } ?? ""
      lines.append(
        "own estimate from \(check.queries) queries that the solver never saw"
          + (checkPrice > 0 ? " (\(NumberFormat.dollars(checkPrice)))" : "")
          + ": \(NumberFormat.percent(1 - check.disagreement)) of labels equal, at least "
          + "\(NumberFormat.percent(1 - check.disagreementBound)) with 95% confidence\(distance)")
    }
    if let fidelity { lines.append(fidelity.table.text()) }
    if let out { lines.append("copy written to \(out)") }
    return lines.joined(separator: "\n")
  }
}

extension Fidelity {
  /// Fidelity and total variation on each set of inputs.
  public var table: Table {
    let sets = [("held-out rows", test), ("all rows", all), ("uniform inputs", uniform)]
    return Table(
      columns: [
        .init("compared on"), .init("inputs", .right), .init("equal labels", .right),
        .init("mean TV", .right),
      ],
      rows: sets.compactMap { name, agreement in
        agreement.map {
          .cells([
            name, NumberFormat.count($0.points), NumberFormat.percent($0.fidelity),
            $0.totalVariation.isFinite ? NumberFormat.scientific($0.totalVariation) : "-",
          ])
        }
      })
  }
}
