import Estimators
import Foundation
import Oracles
import Runs

/// The ledger of a run in a store: what makes an interrupted run go on without asking anything twice.
actor StoredLedger: QueryLedger {
  private let store: RunStore
  private let run: Run.ID
  private(set) var count: Int

  /// The ledger of a run, as far as it is written.
  ///
  /// - Throws: `OracleError.Code.ledger` if the store can't be read.
  init(_ store: RunStore, of run: Run.ID) throws(OracleError) {
    self.store = store
    self.run = run
    count = try Self.asking { () throws(RunsError) in try store.ledgerCount(of: run).queries }
  }

  func entries(in ordinals: Range<Int>) throws(OracleError) -> [LedgerEntry] {
    try Self.entries(in: ordinals, of: run, store)
  }

  /// Some queries of a run, each with its answer if one arrived.
  ///
  /// - Throws: `OracleError.Code.ledger` if the store can't be read or is damaged.
  static func entries(
    in ordinals: Range<Int>, of run: Run.ID, _ store: RunStore
  ) throws(OracleError) -> [LedgerEntry] {
    guard !ordinals.isEmpty else { return [] }
    let rows = try asking { () throws(RunsError) in try store.ledger(of: run, in: ordinals) }
    var entries: [LedgerEntry] = []
    entries.reserveCapacity(rows.count)
    for (offset, row) in rows.enumerated() {
      let answer = row.answer.map(LedgerCoding.answer)
      guard let query = LedgerCoding.query(row.query), answer != .some(nil) else {
        throw OracleError(
          .ledger,
          "\(store.path): query \(ordinals.lowerBound + offset + 1) of run \(run) is damaged: put back "
            + "a copy of the store, or begin the run anew")
      }
      entries.append(LedgerEntry(query: query, answer: answer ?? nil))
    }
    return entries
  }

  func record(_ queries: [Query]) throws(OracleError) {
    let first = count
    try Self.asking { () throws(RunsError) in
      try store.append(queries: queries.map(LedgerCoding.data), from: first, to: run)
    }
    count += queries.count
  }

  func record(_ answers: [Prediction], from ordinal: Int) throws(OracleError) {
    try Self.asking { () throws(RunsError) in
      try store.append(answers: answers.map(LedgerCoding.data), from: ordinal, to: run)
    }
  }

  private static func asking<Value>(
    _ body: () throws(RunsError) -> Value
  ) throws(OracleError) -> Value {
    do { return try body() } catch { throw OracleError(.ledger, error.message) }
  }
}
