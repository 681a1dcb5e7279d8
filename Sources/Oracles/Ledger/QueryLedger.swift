public import Estimators

/// The record of a run's queries and answers, by ordinal.
///
/// A query is recorded before it is sent and its answer before the attack sees it, so that an
/// answer that was paid for is never lost.
public protocol QueryLedger: Sendable {
  /// The recorded queries in order, each with its answer if one arrived.
  var entries: [LedgerEntry] { get async }

  /// Records queries that are about to be sent, the first one at the ordinal `entries.count`.
  func record(_ queries: [Query]) async throws(OracleError)

  /// Records the answers to the queries from an ordinal on.
  func record(_ answers: [Prediction], from ordinal: Int) async throws(OracleError)
}

/// One query of a run.
public struct LedgerEntry: Sendable, Hashable {
  /// What was asked.
  public let query: Query
  /// What was answered; `nil` if the run ended before.
  public var answer: Prediction?

  /// A query and its answer, if it has one.
  public init(query: Query, answer: Prediction? = nil) {
    self.query = query
    self.answer = answer
  }
}

/// A ledger that lives as long as the process.
public actor MemoryLedger: QueryLedger {
  public private(set) var entries: [LedgerEntry] = []

  /// An empty ledger.
  public init() {}

  public func record(_ queries: [Query]) {
    entries += queries.map { LedgerEntry(query: $0) }
  }

  public func record(_ answers: [Prediction], from ordinal: Int) {
    for (offset, answer) in answers.enumerated() { entries[ordinal + offset].answer = answer }
  }
}
