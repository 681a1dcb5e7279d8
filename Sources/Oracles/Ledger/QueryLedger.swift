public import Estimators

/// The record of a run's queries and answers, by ordinal.
///
/// A query is recorded before it is sent and its answer before the attack sees it, so that an
/// answer that was paid for is never lost.
public protocol QueryLedger: Sendable {
  /// Recorded queries, which is the ordinal of the next.
  var count: Int { get async throws(OracleError) }

  /// The recorded queries of some ordinals below `count`, each with its answer if one arrived.
  func entries(in ordinals: Range<Int>) async throws(OracleError) -> [LedgerEntry]

  /// Records queries that are about to be sent, the first one at the ordinal `count`.
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
  /// Every query in order, each with its answer if one arrived.
  public private(set) var entries: [LedgerEntry] = []

  /// An empty ledger.
  public init() {}

  public var count: Int { entries.count }

  public func entries(in ordinals: Range<Int>) -> [LedgerEntry] { Array(entries[ordinals]) }

  public func record(_ queries: [Query]) {
    entries += queries.map { LedgerEntry(query: $0) }
  }

  public func record(_ answers: [Prediction], from ordinal: Int) {
    for (offset, answer) in answers.enumerated() { entries[ordinal + offset].answer = answer }
  }
}
