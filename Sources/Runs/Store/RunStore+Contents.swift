import GRDB

extension RunStore {
  /// What a run has recorded so far, by name and amount.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run.
  public func contents(of run: Run.ID) throws(RunsError) -> RunContents {
    try read { database in
      _ = try find(run, database)
      let groups = try Row.fetchAll(
        database, sql: "SELECT id, name, bytes FROM sample_group WHERE run = ? ORDER BY id",
        arguments: [run])
      let documents = try Row.fetchAll(
        database, sql: "SELECT name, length(content) FROM document WHERE run = ? ORDER BY name",
        arguments: [run])
      return RunContents(
        ledger: try Self.ledger(of: run, database),
        groups: try groups.map { row in
          RunContents.Group(
            name: row[1], samples: try Self.next(row[0], database), bytes: row[2],
            scores: try Self.scoreCounts(row[0], database))
        },
        documents: documents.map { RunContents.Document(name: $0[0], bytes: $0[1]) })
    }
  }

  private static func ledger(of run: Run.ID, _ database: Database) throws -> RunContents.Ledger? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT count(*), count(ledger_answer.query),
          coalesce(sum(length(ledger_query.content) + coalesce(length(ledger_answer.content), 0)), 0)
        FROM ledger_query LEFT JOIN ledger_answer ON ledger_answer.query = ledger_query.id
        WHERE ledger_query.run = ?
        """, arguments: [run])
    guard let row, row[0] > 0 else { return nil }
    return RunContents.Ledger(queries: row[0], answers: row[1], bytes: row[2])
  }

  private static func scoreCounts(_ group: Int64, _ database: Database) throws -> [String: Int] {
    let series = try Row.fetchAll(
      database, sql: "SELECT id, name FROM score_series WHERE sample_group = ?",
      arguments: [group])
    return try Dictionary(
      uniqueKeysWithValues: series.map { ($0[1] as String, try nextScore($0[0], database)) })
  }
}
