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
        groups: try groups.map { row in
          RunContents.Group(
            name: row[1], samples: try Self.next(row[0], database), bytes: row[2],
            scores: try Self.scoreCounts(row[0], database))
        },
        documents: documents.map { RunContents.Document(name: $0[0], bytes: $0[1]) })
    }
  }

  private static func scoreCounts(_ group: Int64, _ database: Database) throws -> [String: Int] {
    let series = try Row.fetchAll(
      database, sql: "SELECT id, name FROM score_series WHERE sample_group = ?",
      arguments: [group])
    return try Dictionary(
      uniqueKeysWithValues: series.map { ($0[1] as String, try nextScore($0[0], database)) })
  }
}
