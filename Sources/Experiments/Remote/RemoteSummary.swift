import PredictionServices
import RemoteOracles
import Reports

/// What `skua extract URL` prints.
public struct RemoteSummary: Sendable, Encodable {
  /// The run's number in the store.
  public let run: Int64
  /// The service's name.
  public let service: String
  /// The attack's name.
  public let attack: String
  /// The class of the copy.
  public let model: String
  /// How the copy was found.
  public let method: String
  /// Parameters, or splits, of the copy.
  public let unknowns: Int
  /// Queries that the attack spent, those replayed from the ledger included.
  public let queries: Int
  /// Further queries for the check.
  public let checkQueries: Int
  /// Seconds from the first query to the copy, in this program.
  public let seconds: Double
  /// Price of the queries in USD.
  public let price: Double
  /// Price of the check in USD.
  public let checkPrice: Double
  /// Whether the attack met its criterion.
  public let converged: Bool
  /// Whether the budget ended before the attack had the queries it asked for.
  public let partial: Bool
  /// Share of the check queries that the copy labels otherwise; `null` without a check.
  @Nullable public var checkDisagreement: Double?
  /// Mean total variation over the check queries; `null` where it can't be told.
  @Nullable public var checkMeanTv: Double?
  /// Answers that came from the ledger of an interrupted run.
  public let replayedAnswers: Int
  /// Queries in flight at an interruption, or of an attempt whose fate is unknown, that were asked
  /// again: they may have been paid twice.
  public let possiblyPaidTwice: Int
  /// Requests that were answered.
  public let requests: Int
  /// Attempts that failed and were made again.
  public let retries: Int
  /// Seconds from a request to its answer in the mean.
  public let meanLatency: Double
  /// Decimals that confidence values are rounded to; `null` if they are not.
  @Nullable public var decimals: Int?
  /// Whether confidence values have the precision of 32 bits.
  public let float32: Bool
  /// What a missing value means to the service, for each form; `null` if that was not asked.
  @Nullable public var missing: [MissingProbe.Finding]?
  /// What a reader should know.
  public let notes: [String]
  /// The file of the copy; `null` if none was written.
  @Nullable public var out: String?
  private let title: String
  private let missingText: String?

  private enum CodingKeys: CodingKey {
    case run, service, attack, model, method, unknowns, queries, checkQueries, seconds, price,
      checkPrice, converged, partial, checkDisagreement, checkMeanTv, replayedAnswers,
      possiblyPaidTwice, requests, retries, meanLatency, decimals, float32, missing, notes, out
  }

  /// Summarises a remote extraction.
  public init(_ outcome: RemoteOutcome, _ plan: RemotePlan, out: String? = nil) {
    let result = outcome.result
    run = outcome.run
    service = plan.service
    attack = result.attack
    model = result.copy.kind
    title = result.copy.title
    method = result.method
    unknowns = result.unknowns
    queries = result.queries
    checkQueries = result.checkQueries
    seconds = outcome.seconds
    price = result.price
    checkPrice = result.checkPrice
    converged = result.converged
    partial = result.isPartial
    _checkDisagreement = Nullable(wrappedValue: result.disagreement)
    _checkMeanTv = Nullable(wrappedValue: result.meanTotalVariation?.finite)
    replayedAnswers = outcome.replayed
    possiblyPaidTwice = outcome.repeated + outcome.statistics.uncertainQueries
    requests = outcome.statistics.requests
    retries = outcome.statistics.retries
    meanLatency = outcome.statistics.meanLatency
    _decimals = Nullable(wrappedValue: outcome.precision.decimals?.digits)
    float32 = outcome.precision.float32 != nil
    _missing = Nullable(wrappedValue: outcome.missing?.findings)
    missingText = outcome.missing.flatMap { probe in
      probe.queries > 0 ? "a missing value: \(probe.text) (\(probe.queries) queries)" : nil
    }
    notes = result.notes + Self.notes(on: outcome)
    _out = Nullable(wrappedValue: out)
  }

  /// What the answers themselves show.
  private static func notes(on outcome: RemoteOutcome) -> [String] {
    var notes: [String] = []
    // Rounding alone moves the sum of a hundred scores of two decimals by half at most, of few by less.
    if outcome.largestGap > 0.05 {
      notes.append(
        "the scores of an answer don't add up to 1 but miss it by up to "
          + "\(NumberFormat.decimal(outcome.largestGap)): they are no probabilities, and the copy may "
          + "be of another class than it seems")
    }
    if let truncation = outcome.precision.truncation, truncation.scores > 0 {
      notes.append(
        "answers hold \(truncation.scores) of the classes' scores, no more (\(truncation.answers) answers)"
      )
    }
    return notes
  }

  /// The summary for people, without the notes.
  public var text: String {
    var lines = [
      "\(title), \(NumberFormat.count(unknowns)) unknowns, by \(method)",
      "\(NumberFormat.count(queries)) queries"
        + (price > 0 ? ", \(NumberFormat.dollars(price))" : "")
        + ", \(NumberFormat.seconds(seconds))" + (converged ? "" : ", not converged")
        + (partial ? ", partial" : ""),
      "\(NumberFormat.count(requests)) requests, \(NumberFormat.seconds(meanLatency)) each"
        + (retries > 0 ? ", \(NumberFormat.count(retries)) attempts made again" : "")
        + (replayedAnswers > 0
          ? ", \(NumberFormat.count(replayedAnswers)) answers from the ledger" : "")
        + (possiblyPaidTwice > 0
          ? ", \(NumberFormat.count(possiblyPaidTwice)) queries possibly paid twice" : ""),
    ]
    if let decimals {
      lines.append("confidence values are rounded to \(decimals) decimals")
    } else if float32 {
      lines.append("confidence values have the precision of 32 bits")
    }
    if let checkDisagreement {
      let distance = checkMeanTv.map { ", mean TV \(NumberFormat.scientific($0))" } ?? ""
      lines.append(
        "own estimate from \(checkQueries) further queries: "
          + "\(NumberFormat.percent(1 - checkDisagreement)) of labels equal\(distance)")
    }
    if let missingText { lines.append(missingText) }
    lines.append("recorded as run \(run)")
    if let out { lines.append("copy written to \(out)") }
    return lines.joined(separator: "\n")
  }
}
