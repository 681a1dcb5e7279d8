import Foundation
import GRDB
import Testing

@testable import Runs

@Suite struct StoreFileTests {
  let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  /// Makes a store of 60 samples and a document, and closes it.
  private func makeStore(_ name: String = "runs.sqlite") throws {
    let store = try RunStore(path: folder.path(name))
    let run = try store.beginRun()
    try store.append((0..<60).map { .made($0) }, to: run.id)
    try store.put(Data(repeating: 1, count: 3000), named: "findings", to: run.id)
  }

  /// Reads all that such a store has.
  private func readAll(_ name: String) throws {
    let store = try RunStore(path: folder.path(name), access: .readOnly)
    try store.check()
    #expect(try store.samples(of: 1, group: "top_n", limit: 99) == (0..<60).map { .made($0) })
    #expect(try store.document(named: "findings", of: 1) == Data(repeating: 1, count: 3000))
  }

  private func bytes(_ name: String = "runs.sqlite") throws -> Data {
    try Data(contentsOf: folder.url.appending(path: name))
  }

  @Test func theStoreAndItsFolderAreMade() throws {
    try makeStore("a/b/runs.sqlite")
    #expect(try folder.names == ["a"])
    try readAll("a/b/runs.sqlite")
  }

  @Test func aClosedStoreIsOneFile() throws {
    try makeStore()
    #expect(try folder.names == ["runs.sqlite"])
    try readAll("runs.sqlite")
    #expect(try folder.names == ["runs.sqlite"])
  }

  @Test func readingMakesNoFile() throws {
    for name in ["runs.sqlite", "absent/runs.sqlite"] {
      expectError(.file, saying: "there is no store of runs at", name) {
        _ = try RunStore(path: folder.path(name), access: .readOnly)
      }
    }
    #expect(try folder.names == [])
  }

  @Test func readingFindsWhatAKilledProgramLeftInTheLog() throws {
    let store = try RunStore(path: folder.path())
    let run = try store.beginRun()
    try store.append([.made(0)], to: run.id)
    try folder.copy(to: "copy.sqlite")
    #expect(try bytes("copy.sqlite-wal").count > 0)
    let copy = try RunStore(path: folder.path("copy.sqlite"), access: .readOnly)
    #expect(try copy.samples(of: 1, group: "top_n", limit: 9) == [.made(0)])
  }

  @Test func aStoreMadeByManyAtOnceIsOneStore() async throws {
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for _ in 0..<8 {
        tasks.addTask { _ = try RunStore(path: folder.path("a/runs.sqlite")).beginRun() }
      }
      try await tasks.waitForAll()
    }
    #expect(try RunStore(path: folder.path("a/runs.sqlite")).runs().map(\.id) == Array(1...8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("a"))
    #expect(names.allSatisfy { !$0.hasSuffix(".new") }, "\(names)")
  }

  @Test(
    arguments: zip(
      ["", "text\n", String(repeating: "a,b\n", count: 900), "SQLite format 3"],
      ["is empty", "no store", "no store", "no store"]))
  func anotherFileIsRefusedAndStaysAsItIs(text: String, words: String) throws {
    let file = folder.url.appending(path: "other")
    // SQLite's own mark ends with a zero.
    let content = Data((text.hasPrefix("SQLite") ? text + "\0" : text).utf8)
    try content.write(to: file)
    for access in [RunStore.Access.readOnly, .readWrite] {
      expectError(.format, saying: "other", words) {
        _ = try RunStore(path: file.path, access: access)
      }
    }
    #expect(try Data(contentsOf: file) == content)
    #expect(try folder.names == ["other"])
  }

  @Test func anotherDatabaseIsRefused() throws {
    let other = try DatabaseQueue(path: folder.path("other"))
    try other.write { try $0.execute(sql: "CREATE TABLE run (id INTEGER PRIMARY KEY)") }
    expectError(.format, saying: "other", "another program's SQLite database") {
      _ = try RunStore(path: folder.path("other"))
    }
  }

  @Test func aNewerVersionsStoreIsRefused() throws {
    let newer = Migration.all.count + 1
    try makeStore()
    try RunStore(path: folder.path()).write { database in
      try database.execute(sql: "PRAGMA user_version = \(newer)")
    }
    expectError(.format, saying: "a store of version \(newer)", "use a newer Skua") {
      _ = try RunStore(path: folder.path())
    }
  }

  @Test func aFolderOrAPipeIsNoStore() throws {
    mkfifo(folder.path("pipe"), 0o600)
    for name in ["", "pipe"] {
      expectError(.format, saying: "is no file") { _ = try RunStore(path: folder.path(name)) }
    }
  }

  @Test(arguments: [":memory:", "file:a.sqlite?mode=memory", "a?b#c"])
  func namesThatSQLiteTakesForSomethingElseAreFiles(name: String) throws {
    #expect(try StoreFile(name).path == "./" + name)
    try makeStore(name)
    #expect(try folder.names == [name])
    try readAll(name)
  }

  @Test func aStoreNeedsAName() throws {
    expectError(.input, saying: "needs a name") { _ = try RunStore(path: "") }
  }

  @Test func aStoreThatWasCutIsDamaged() throws {
    try makeStore()
    let whole = try bytes()
    for length in stride(from: 1, to: whole.count, by: 4999) {
      try whole.prefix(length).write(to: folder.url.appending(path: "cut"))
      expectError(.format, saying: "cut") { try readAll("cut") }
    }
  }

  @Test func damageIsSeenBeforeItIsTakenForSamples() throws {
    try makeStore()
    let whole = try bytes()
    var generator = SplitMix(state: 1)
    var seen = 0
    for _ in 0..<150 {
      var damaged = whole
      let start = Int.random(in: 100..<whole.count - 64, using: &generator)
      for index in start..<start + Int.random(in: 1...64, using: &generator) {
        damaged[index] = .random(in: 0 ... .max, using: &generator)
      }
      try damaged.write(to: folder.url.appending(path: "damaged"))
      do {
        // Throws, or finds all as it was: the bytes may lie where nothing is.
        try readAll("damaged")
      } catch let error as RunsError {
        #expect(error.code == .format, "\(error), damage from byte \(start)")
        seen += 1
      }
    }
    #expect(seen > 50)
  }

  /// SplitMix64, so that it is the same damage each time.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }

  @Test func aPlaceThatCantBeWrittenIsNamed() throws {
    try Data("text".utf8).write(to: folder.url.appending(path: "file"))
    expectError(.file, saying: "file/runs.sqlite") {
      _ = try RunStore(path: folder.path("file/runs.sqlite"))
    }
    #if os(Linux)
      expectError(.file, saying: "/proc/absent/runs.sqlite") {
        _ = try RunStore(path: "/proc/absent/runs.sqlite")
      }
    #endif
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aStoreInAFolderThatCantBeWrittenIsReadAsItIs() throws {
    try makeStore()
    chmod(folder.url.path, 0o500)
    defer { chmod(folder.url.path, 0o700) }
    try readAll("runs.sqlite")
    expectError(.file, saying: "runs.sqlite") {
      _ = try RunStore(path: folder.path()).beginRun()
    }
    expectError(.file, saying: "new.sqlite") { _ = try RunStore(path: folder.path("new.sqlite")) }
    #expect(try folder.names == ["runs.sqlite"])
  }

  @Test func aFullDiskLosesNothingThatWasRecorded() throws {
    let store = try RunStore(path: folder.path())
    let run = try store.beginRun()
    try store.write { try $0.execute(sql: "PRAGMA max_page_count = 60") }
    var kept = 0
    expectError(.file, saying: "the disk is full") {
      while kept < 10_000 {
        try store.append((kept..<kept + 20).map { .made($0) }, to: run.id)
        kept += 20
      }
    }
    #expect(kept > 0)
    #expect(try store.sampleCount(of: run.id, group: "top_n") == kept)
    // With more room the same store goes on.
    try store.write { try $0.execute(sql: "PRAGMA max_page_count = 1000") }
    try store.append((kept..<kept + 20).map { .made($0) }, to: run.id)
    let samples = try store.samples(of: run.id, group: "top_n", limit: 10_000)
    #expect(samples == (0..<kept + 20).map { .made($0) })
  }
}
