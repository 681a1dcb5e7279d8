import GRDB

extension RunStore {
  /// Records numbers about samples, all of them or none.
  ///
  /// The scores of one name come in the order of their samples, from 0 without gaps, over all calls.
  /// - Throws: `RunsError` of code `input` if a number is not the next of its name, or there is no
  ///   such sample or run.
  public func append(_ scores: [StoredScore], to run: Run.ID) throws(RunsError) {
    guard !scores.isEmpty else { return }
    try write { database in
      _ = try find(run, database)
      let insertion = try database.cachedStatement(
        sql: "INSERT INTO score (series, number, value) VALUES (?, ?, ?)")
      var ends: [SeriesName: SeriesEnd] = [:]
      for score in scores {
        let name = SeriesName(group: score.group, name: score.name)
        var end = try ends[name] ?? seriesEnd(name, of: run, database)
        guard score.number == end.next, score.number < end.samples else {
          throw RunsError(
            .input,
            "\(path): score '\(score.name)' of sample \(score.number) can't be appended to "
              + "'\(score.group)' of run \(run): number \(end.next) is the next of "
              + "\(end.samples) samples")
        }
        let value = score.value.flatMap { $0.isNaN ? nil : $0 }
        try insertion.execute(arguments: [end.id, score.number, value])
        end.next += 1
        ends[name] = end
      }
    }
  }

  /// All scores of one name in the order of their samples; `nil` where a sample has none.
  public func scores(
    of run: Run.ID, group: String, name: String
  ) throws(RunsError) -> [(number: Int, value: Double?)] {
    try read { database in
      _ = try find(run, database)
      guard let id = try Self.sampleGroup(group, of: run, database),
        let series = try Self.scoreSeries(name, of: id, database)
      else { return [] }
      let rows = try Row.fetchCursor(
        database, sql: "SELECT number, value FROM score WHERE series = ? ORDER BY number",
        arguments: [series])
      var scores: [(number: Int, value: Double?)] = []
      while let row = try rows.next() {
        guard row[0] == scores.count else {
          throw RunsError(
            .format,
            "\(path): score '\(name)' of sample \(scores.count) of '\(group)' in run "
              + "\(run) is damaged: put back a copy of the store")
        }
        scores.append((number: scores.count, value: row[1]))
      }
      return scores
    }
  }

  /// How many scores of one name are recorded, which is the number of the next.
  public func scoreCount(
    of run: Run.ID, group: String, name: String
  ) throws(RunsError) -> Int {
    try read { database in
      _ = try find(run, database)
      guard let id = try Self.sampleGroup(group, of: run, database),
        let series = try Self.scoreSeries(name, of: id, database)
      else { return 0 }
      return try Self.nextScore(series, database)
    }
  }

  /// The number of a series' next score.
  static func nextScore(_ series: Int64, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT coalesce(max(number) + 1, 0) FROM score WHERE series = ?"),
      arguments: [series]) ?? 0
  }

  private struct SeriesName: Hashable {
    let group: String
    let name: String
  }

  /// Where a series of scores ends, and its samples do.
  private struct SeriesEnd {
    let id: Int64
    var next: Int
    let samples: Int
  }

  private static func scoreSeries(
    _ name: String, of group: Int64, _ database: Database
  ) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT id FROM score_series WHERE sample_group = ? AND name = ?"),
      arguments: [group, name])
  }

  private func seriesEnd(
    _ name: SeriesName, of run: Run.ID, _ database: Database
  ) throws -> SeriesEnd {
    guard let group = try Self.sampleGroup(name.group, of: run, database) else {
      throw RunsError(.input, "\(path): run \(run) has no samples of '\(name.group)' to score")
    }
    let samples = try Self.next(group, database)
    if let id = try Self.scoreSeries(name.name, of: group, database) {
      return SeriesEnd(id: id, next: try Self.nextScore(id, database), samples: samples)
    }
    precondition(!name.name.isEmpty, "a score without a name")
    try database.execute(
      sql: "INSERT INTO score_series (sample_group, name) VALUES (?, ?)",
      arguments: [group, name.name])
    return SeriesEnd(id: database.lastInsertedRowID, next: 0, samples: samples)
  }
}
