import GRDB

/// One step of the store's schema, named by what it is for.
///
/// Steps are only ever appended: a store holds the number of those it has taken (`user_version`), so
/// that an old one is brought up to date and a newer one is recognised.
struct Migration: Sendable {
  /// What the step is for.
  let name: String
  /// What it does.
  let sql: String

  /// Marks a file as a store of runs: "skua" in ASCII.
  static let applicationID: Int32 = 0x736B_7561

  /// Takes the steps that a store lacks.
  ///
  /// The count is read within the transaction that writes, so that two programs which open an old
  /// store at once don't both take a step.
  static func bringUpToDate(_ database: Database, with steps: [Migration] = all) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version < steps.count else { return }
    try database.inTransaction(.immediate) {
      let taken = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      for step in steps.dropFirst(taken) { try database.execute(sql: step.sql) }
      // A pragma takes no arguments.
      if taken < steps.count {
        try database.execute(sql: "PRAGMA user_version = \(steps.count)")
      }
      return .commit
    }
  }
}
