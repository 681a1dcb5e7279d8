import Foundation
import GRDB

/// The file of a store: made whole or not at all, opened only if it is one.
struct StoreFile: Sendable {
  /// The file's name as the user gave it.
  let name: String
  /// The same as SQLite takes it: never one of its special names, such as `:memory:`.
  let path: String

  init(_ name: String) throws(RunsError) {
    guard !name.isEmpty else { throw RunsError(.input, "the store's file needs a name") }
    self.name = name
    path = name.hasPrefix("/") ? name : "./\(name)"
  }

  /// Opens the store; one that is to be written to is made first where there is none.
  func open(
    _ access: RunStore.Access, _ durability: RunStore.Durability = .disk
  ) throws(RunsError) -> DatabaseQueue {
    var status = stat()
    if stat(path, &status) != 0 {
      guard errno == ENOENT, access == .readWrite else { throw absent(errno) }
      try make()
      guard stat(path, &status) == 0 else { throw absent(errno) }
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw RunsError(.format, "\(name) is no file: name the store's file")
    }
    guard status.st_size > 0 else {
      throw RunsError(
        .format, "\(name) is empty, no store of runs: remove it, or name another file")
    }
    return try connect(access, durability)
  }

  /// A connection to a file that is there.
  ///
  /// Reading takes a connection that could write: only such a one clears away what a killed program
  /// left in the write-ahead log, and the log's files when it closes. Where the folder can't be
  /// written, nobody writes to the log, and the file is read as it is.
  private func connect(
    _ access: RunStore.Access, _ durability: RunStore.Durability
  ) throws(RunsError) -> DatabaseQueue {
    let isFixed = access == .readOnly && !hasWritableFolder && !exists(path + "-wal")
    var configuration = Self.configuration(durability)
    configuration.readonly = isFixed
    do {
      let queue = try DatabaseQueue(
        path: isFixed ? fixedName : path, configuration: configuration)
      try queue.inDatabase { database in
        try check(database)
        try Migration.bringUpToDate(database)
      }
      return queue
    } catch {
      throw RunsError(error, at: name)
    }
  }

  private static func configuration(_ durability: RunStore.Durability) -> Configuration {
    var configuration = Configuration()
    configuration.label = "runs"
    configuration.busyMode = .timeout(20)
    configuration.prepareDatabase { database in
      // What is deleted is overwritten.
      let mode = durability == .disk ? "FULL" : "NORMAL"
      try database.execute(sql: "PRAGMA synchronous = \(mode); PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// Tells another program's database, and a newer version's store, from ours.
  private func check(_ database: Database) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard application == Migration.applicationID else {
      throw RunsError(
        .format,
        "\(name) is another program's SQLite database, no store of runs: "
          + "name another file")
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard (1...Migration.all.count).contains(version) else {
      throw RunsError(
        .format,
        "\(name) is a store of version \(version), and this program knows versions up to "
          + "\(Migration.all.count): use a newer Skua, or another file")
    }
  }

  /// Makes an empty store under another name and lets it appear.
  ///
  /// Nobody sees half a store, and of two programs that make it at once, one finds it made.
  private func make() throws(RunsError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw RunsError(
        .file, "can't make the folder of the store \(name): name another file", underlying: error)
    }
    let draft = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max)).new"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) } }
    do {
      try Self.fill(draft)
    } catch {
      throw RunsError(error, at: name)
    }
    guard link(draft, path) == 0 || errno == EEXIST || rename(draft, path) == 0 else {
      throw RunsError(.file, "can't make the store \(name): \(String(cString: strerror(errno)))")
    }
  }

  /// Writes an empty store. Pages of 8 kB hold samples of 256 tokens with little waste.
  private static func fill(_ path: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(.disk))
    try queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = 8192;
          PRAGMA auto_vacuum = INCREMENTAL;
          PRAGMA journal_mode = WAL;
          PRAGMA application_id = \(Migration.applicationID);
          """)
      try Migration.bringUpToDate(database)
    }
    try queue.close()
  }

  /// The name under which SQLite takes a file for one that nobody changes.
  private var fixedName: String {
    let safe = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#;"))
    let name = path.addingPercentEncoding(withAllowedCharacters: safe) ?? path
    return "file:\(name)?immutable=1"
  }

  private var hasWritableFolder: Bool {
    access(URL(filePath: path).deletingLastPathComponent().path, W_OK) == 0
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private func absent(_ code: Int32) -> RunsError {
    guard code == ENOENT || code == ENOTDIR else {
      return RunsError(.file, "can't open the store \(name): \(String(cString: strerror(code)))")
    }
    return RunsError(
      .file, "there is no store of runs at \(name): the first run that is recorded makes it")
  }
}
