public import Foundation
import GRDB

extension RunStore {
  /// Records a document of a run, such as its findings; one of the same name is replaced.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run.
  public func put(_ data: Data, named name: String, to run: Run.ID) throws(RunsError) {
    precondition(!name.isEmpty, "a document without a name")
    try write { database in
      _ = try find(run, database)
      try database.execute(
        sql: """
          INSERT INTO document (run, name, content, checksum) VALUES (?, ?, ?, ?)
          ON CONFLICT (run, name)
          DO UPDATE SET content = excluded.content, checksum = excluded.checksum
          """,
        arguments: [run, name, data, Checksum.of(data)])
    }
  }

  /// A document of a run, if there is one of this name.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run, `format` if it is damaged.
  public func document(named name: String, of run: Run.ID) throws(RunsError) -> Data? {
    try read { database in
      _ = try find(run, database)
      let row = try Row.fetchOne(
        database, sql: "SELECT content, checksum FROM document WHERE run = ? AND name = ?",
        arguments: [run, name])
      guard let row else { return nil }
      let content: Data = row[0]
      guard Checksum.of(content) == row[1] else {
        throw RunsError(
          .format,
          "\(path): document '\(name)' of run \(run) is damaged: put back a copy of the "
            + "store, or repeat the run")
      }
      return content
    }
  }
}
