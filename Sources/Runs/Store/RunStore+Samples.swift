import Foundation
import GRDB

extension RunStore {
  /// Records samples, all of them or none; they are on the disk when it returns.
  ///
  /// Each group's samples come in the order of their numbers, from 0 without gaps, over all calls.
  /// - Throws: `RunsError` of code `input` if a number is not the next of its group, or the run is
  ///   not running.
  public func append(_ samples: [StoredSample], to run: Run.ID) throws(RunsError) {
    guard !samples.isEmpty else { return }
    try write { database in
      guard try find(run, database).status == .running else {
        throw RunsError(.input, "\(path): run \(run) is not running: resume it, or begin another")
      }
      let insertion = try database.cachedStatement(
        sql: """
          INSERT INTO sample
          (sample_group, number, prompt, tokens, log_probabilities, checksum)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      var ends: [String: GroupEnd] = [:]
      for sample in samples {
        var end = try ends[sample.group] ?? groupEnd(sample.group, of: run, database)
        guard sample.number == end.next else {
          throw RunsError(
            .input,
            "\(path): sample \(sample.number) can't be appended to '\(sample.group)' of "
              + "run \(run): number \(end.next) is the next")
        }
        try insertion.execute(arguments: [
          end.id, sample.number, sample.prompt, sample.tokens, sample.logProbabilities,
          sample.checksum,
        ])
        end.next += 1
        end.bytes += sample.bytes
        ends[sample.group] = end
      }
      for end in ends.values {
        try database.execute(
          sql: "UPDATE sample_group SET bytes = bytes + ? WHERE id = ?",
          arguments: [end.bytes, end.id])
      }
    }
  }

  /// How many samples of a group are recorded, which is the number of the next.
  public func sampleCount(of run: Run.ID, group: String) throws(RunsError) -> Int {
    try read { database in
      _ = try find(run, database)
      return try Self.sampleGroup(group, of: run, database).map { try Self.next($0, database) } ?? 0
    }
  }

  /// The sample that was recorded last, if there is any.
  public func lastSample(of run: Run.ID, group: String) throws(RunsError) -> StoredSample? {
    let count = try sampleCount(of: run, group: group)
    return count == 0 ? nil : try samples(of: run, group: group, from: count - 1, limit: 1).first
  }

  /// Some samples of a group in the order of their numbers.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - group: The group; one that has no samples gives none.
  ///   - number: The first sample's number.
  ///   - limit: How many at most.
  /// - Throws: `RunsError` of code `format` if a sample is damaged.
  public func samples(
    of run: Run.ID, group: String, from number: Int = 0, limit: Int
  ) throws(RunsError) -> [StoredSample] {
    precondition(number >= 0 && limit >= 0, "\(limit) samples from \(number)")
    return try read { database in
      _ = try find(run, database)
      guard let id = try Self.sampleGroup(group, of: run, database) else { return [] }
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT number, prompt, tokens, log_probabilities, checksum FROM sample
            WHERE sample_group = ? AND number >= ? ORDER BY number LIMIT ?
            """),
        arguments: [id, number, limit])
      var samples: [StoredSample] = []
      while let row = try rows.next() {
        let sample = StoredSample(
          group: group, number: row[0], prompt: row[1], tokens: row[2], logProbabilities: row[3])
        guard sample.number == number + samples.count, sample.checksum == row[4] else {
          throw RunsError(
            .format,
            "\(path): sample \(number + samples.count) of '\(group)' in run \(run) is "
              + "damaged: put back a copy of the store, or delete the run and repeat it")
        }
        samples.append(sample)
      }
      return samples
    }
  }

  /// The row of a group, if it has one.
  static func sampleGroup(_ name: String, of run: Run.ID, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM sample_group WHERE run = ? AND name = ?"),
      arguments: [run, name])
  }

  /// The number of a group's next sample.
  static func next(_ group: Int64, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT coalesce(max(number) + 1, 0) FROM sample WHERE sample_group = ?"),
      arguments: [group]) ?? 0
  }

  /// Where a group's samples end, and the bytes that were added there.
  private struct GroupEnd {
    let id: Int64
    var next: Int
    var bytes = 0
  }

  private func groupEnd(
    _ name: String, of run: Run.ID, _ database: Database
  ) throws -> GroupEnd {
    if let id = try Self.sampleGroup(name, of: run, database) {
      return GroupEnd(id: id, next: try Self.next(id, database))
    }
    precondition(!name.isEmpty, "a group without a name")
    try database.execute(
      sql: "INSERT INTO sample_group (run, name) VALUES (?, ?)", arguments: [run, name])
    return GroupEnd(id: database.lastInsertedRowID, next: 0)
  }
}
