public import Foundation
import GRDB

extension RunStore {
  /// Records queries that are about to be sent, all of them or none.
  ///
  /// - Parameters:
  ///   - queries: What is asked.
  ///   - ordinal: The first one's place among the run's queries: as many as are recorded.
  ///   - run: The run.
  /// - Throws: `RunsError` of code `input` if the ordinal is not the next, or there is no such run.
  public func append(
    queries: [Data], from ordinal: Int, to run: Run.ID
  ) throws(RunsError) {
    guard !queries.isEmpty else { return }
    try write { database in
      let insertion = try database.cachedStatement(
        sql: "INSERT INTO ledger_query (run, ordinal, content) VALUES (?, ?, ?)")
      let next = try Self.nextOrdinal(of: run, database)
      guard ordinal == next else {
        throw RunsError(
          .input, "\(path): query \(ordinal) can't be appended to run \(run): \(next) is the next")
      }
      for (offset, query) in queries.enumerated() {
        try insertion.execute(arguments: [run, ordinal + offset, query])
      }
    }
  }

  /// Records answers to queries, all of them or none.
  ///
  /// - Parameters:
  ///   - answers: What was answered.
  ///   - ordinal: The place of the first one's query.
  ///   - run: The run.
  /// - Throws: `RunsError` of code `input` if a query is not there or has an answer.
  public func append(
    answers: [Data], from ordinal: Int, to run: Run.ID
  ) throws(RunsError) {
    guard !answers.isEmpty else { return }
    try write { database in
      let insertion = try database.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO ledger_answer (query, content)
          SELECT id, ? FROM ledger_query WHERE run = ? AND ordinal = ?
          """)
      for (offset, answer) in answers.enumerated() {
        try insertion.execute(arguments: [answer, run, ordinal + offset])
        guard database.changesCount == 1 else {
          throw RunsError(
            .input,
            "\(path): query \(ordinal + offset) of run \(run) is not there or has an answer")
        }
      }
    }
  }

  /// How many queries of a run are recorded, and how many of them have an answer.
  public func ledgerCount(of run: Run.ID) throws(RunsError) -> (queries: Int, answers: Int) {
    try read { database in
      _ = try find(run, database)
      let answers = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM ledger_query JOIN ledger_answer ON ledger_answer.query = ledger_query.id
          WHERE run = ?
          """, arguments: [run])
      return (try Self.nextOrdinal(of: run, database), answers ?? 0)
    }
  }

  /// Some queries of a run in the order of their ordinals.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - ordinals: Which; those beyond the last are left out.
  public func ledger(
    of run: Run.ID, in ordinals: Range<Int>
  ) throws(RunsError) -> [StoredQuery] {
    try read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT ledger_query.content, ledger_answer.content FROM ledger_query
            LEFT JOIN ledger_answer ON ledger_answer.query = ledger_query.id
            WHERE run = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal
            """),
        arguments: [run, ordinals.lowerBound, ordinals.upperBound])
      var queries: [StoredQuery] = []
      while let row = try rows.next() {
        queries.append(StoredQuery(query: row[0], answer: row[1]))
      }
      return queries
    }
  }

  private static func nextOrdinal(of run: Run.ID, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT coalesce(max(ordinal) + 1, 0) FROM ledger_query WHERE run = ?"),
      arguments: [run]) ?? 0
  }
}
