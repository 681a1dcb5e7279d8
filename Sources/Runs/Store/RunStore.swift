import GRDB

/// The runs of a project in one SQLite file: what was asked, what was drawn, what came out.
///
/// Several programs may have a store open at once: they read while one writes. What a call has
/// written is on the disk when it returns, unless less is asked for, and a program that is killed leaves
/// whole calls behind, never part of one. Each run has one writer, which holds its ``RunLock``.
public struct RunStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable, Hashable {
    /// To read what is there; never makes a store.
    case readOnly
    /// To record runs; makes the file and its folder where they are missing.
    case readWrite
  }

  /// What a call that has returned outlives.
  public enum Durability: Sendable, Hashable {
    /// The end of the machine: what was written is on the disk.
    case disk
    /// The end of the program, however it ends. A loss of power may take the last moments, never part
    /// of a call. Small writes are many times as fast.
    case process
  }

  /// Where runs are kept unless another file is named.
  public static let defaultPath = ".skua/runs.sqlite"

  /// The store's file.
  public let path: String
  /// What it was opened for.
  public let access: Access
  private let queue: DatabaseQueue

  /// Opens a store, and brings one of an older version up to date.
  ///
  /// - Throws: `RunsError` if there is no such file and none is to be made, it is no store or a newer
  ///   version's, it is damaged, or it can't be opened.
  public init(
    path: String, access: Access = .readWrite, durability: Durability = .disk
  ) throws(RunsError) {
    self.path = path
    self.access = access
    queue = try StoreFile(path).open(access, durability)
  }

  /// Reads the whole store and throws if its structure is damaged: what to do before a run goes on.
  ///
  /// It takes about a second for a gigabyte. Damage within a sample or a document is found when that
  /// is read; damage that stays unseen can only hit the numbers of scores and a run's title and
  /// configuration.
  /// - Throws: `RunsError` of code `format` if the store is damaged.
  public func check() throws(RunsError) {
    try read { database in
      let finding = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
      guard finding == "ok" else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: finding)
      }
    }
  }

  /// Reads what is committed, in one view that doesn't change meanwhile.
  func read<Value>(_ body: (Database) throws -> Value) throws(RunsError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw RunsError(error, at: path)
    }
  }

  /// Writes all that the body writes, or nothing if it throws.
  func write<Value>(_ body: (Database) throws -> Value) throws(RunsError) -> Value {
    try requireWriting()
    do {
      return try queue.write(body)
    } catch {
      throw RunsError(error, at: path)
    }
  }

  /// Gives back the space of what was deleted: the file becomes smaller, its log empty.
  func shrink() throws(RunsError) {
    try requireWriting()
    do {
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA incremental_vacuum")
        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw RunsError(error, at: path)
    }
  }

  func requireWriting() throws(RunsError) {
    guard access == .readWrite else {
      throw RunsError(.input, "\(path) is open for reading only")
    }
  }
}
