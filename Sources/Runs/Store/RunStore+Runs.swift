public import Foundation
import GRDB

extension RunStore {
  /// Records the beginning of a run.
  ///
  /// - Parameters:
  ///   - kind: Which command it belongs to, such as `audit`; not empty.
  ///   - title: What it is about, for people.
  ///   - configuration: What was asked: JSON.
  ///   - seed: Decides everything random.
  public func begin(
    kind: String, title: String, configuration: Data, seed: UInt64
  ) throws(RunsError) -> Run {
    precondition(!kind.isEmpty, "a run of no kind")
    return try write { database in
      try database.execute(
        sql: "INSERT INTO run (kind, title, seed, created, configuration) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          kind, title, Int64(bitPattern: seed), Date.now.timeIntervalSince1970, configuration,
        ])
      return try find(database.lastInsertedRowID, database)
    }
  }

  /// The newest run that was asked for exactly this and has no result yet: what can be resumed.
  ///
  /// A run that failed is one of them; ``resume(_:)`` sets it going again.
  /// - Parameters:
  ///   - kind: Which command it belongs to.
  ///   - configuration: What was asked, byte by byte the same.
  ///   - seed: Its seed.
  public func unfinished(
    kind: String, configuration: Data, seed: UInt64
  ) throws(RunsError) -> Run? {
    try newest("status <> 'finished'", kind, configuration, seed)
  }

  /// The newest finished run that was asked for exactly this.
  ///
  /// - Parameters:
  ///   - kind: Which command it belongs to.
  ///   - configuration: What was asked, byte by byte the same.
  ///   - seed: Its seed.
  public func finished(
    kind: String, configuration: Data, seed: UInt64
  ) throws(RunsError) -> Run? {
    try newest("status = 'finished'", kind, configuration, seed)
  }

  private func newest(
    _ condition: String, _ kind: String, _ configuration: Data, _ seed: UInt64
  ) throws(RunsError) -> Run? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM run WHERE kind = ? AND configuration = ? AND seed = ? AND \(condition)
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [kind, configuration, Int64(bitPattern: seed)]
      ).map(Run.init(row:))
    }
  }

  /// One run.
  ///
  /// - Throws: `RunsError` of code `input` if there is none of this number.
  public func run(_ id: Run.ID) throws(RunsError) -> Run {
    try read { database in try find(id, database) }
  }

  /// All runs, the oldest first.
  public func runs() throws(RunsError) -> [Run] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id").map(Run.init(row:))
    }
  }

  /// Sets a run that was interrupted, or that failed, going again; what it recorded is kept.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run, or it is finished.
  @discardableResult
  public func resume(_ id: Run.ID) throws(RunsError) -> Run {
    try change(id, "status = 'running', finished = NULL, message = NULL", [])
  }

  /// Records a run's end and its result.
  ///
  /// - Parameters:
  ///   - id: The run's number.
  ///   - result: What came out: JSON.
  /// - Throws: `RunsError` of code `input` if there is no such run, or it is finished already.
  @discardableResult
  public func finish(_ id: Run.ID, result: Data) throws(RunsError) -> Run {
    try change(
      id, "status = 'finished', finished = ?, result = ?, message = NULL",
      [Date.now.timeIntervalSince1970, result])
  }

  /// Records that a run ended with an error.
  ///
  /// - Parameters:
  ///   - id: The run's number.
  ///   - message: What happened, for people.
  /// - Throws: `RunsError` of code `input` if there is no such run, or it is finished already.
  @discardableResult
  public func fail(_ id: Run.ID, _ message: String) throws(RunsError) -> Run {
    try change(
      id, "status = 'failed', finished = ?, message = ?",
      [Date.now.timeIntervalSince1970, message])
  }

  /// Removes a run with all that it recorded, overwrites it and gives back its space.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run, or another program writes it.
  public func delete(_ id: Run.ID) throws(RunsError) {
    let lock = try lock(id)
    defer { lock.release() }
    try write { database in
      try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
    }
    try shrink()
  }

  /// A run within a transaction.
  func find(_ id: Run.ID, _ database: Database) throws -> Run {
    let row = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
    guard let row else {
      throw RunsError(.input, "\(path): there is no run \(id); 'skua runs list' names all")
    }
    return try Run(row: row)
  }

  private func change(
    _ id: Run.ID, _ assignments: String, _ arguments: StatementArguments
  ) throws(RunsError) -> Run {
    try write { database in
      guard try find(id, database).status != .finished else {
        throw RunsError(.input, "\(path): run \(id) is finished and stays as it is")
      }
      try database.execute(
        sql: "UPDATE run SET \(assignments) WHERE id = ?", arguments: arguments + [id])
      return try find(id, database)
    }
  }
}

extension Run {
  /// Reads a row of the table of runs.
  fileprivate init(row: Row) throws {
    func date(_ column: String) -> Date? {
      (row[column] as Double?).map { Date(timeIntervalSince1970: $0) }
    }
    id = row["id"]
    kind = row["kind"]
    title = row["title"]
    guard let status = Status(rawValue: row["status"]), let created = date("created") else {
      throw RunsError(.format, "run \(id) is damaged: put back a copy of the store")
    }
    self.status = status
    seed = UInt64(bitPattern: row["seed"])
    self.created = created
    finished = date("finished")
    configuration = row["configuration"]
    result = row["result"]
    message = row["message"]
  }
}
