import Foundation
import GRDB
import Testing

@testable import Runs

@Suite struct MigrationTests {
  let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func schema(_ store: RunStore) throws -> [String] {
    try store.read { database in
      try String.fetchAll(
        database, sql: "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
    }
  }

  @Test(arguments: 1...Migration.all.count)
  func aStoreOfEachVersionIsReadAndBroughtUpToDate(version: Int) throws {
    try FileManager.default.copyItem(
      at: OldStore.fixture(version), to: folder.url.appending(path: "old.sqlite"))
    for access in [RunStore.Access.readOnly, .readWrite] {
      let store = try RunStore(path: folder.path("old.sqlite"), access: access)
      try OldStore.expectFilled(store, version: version)
      #expect(try schema(store) == schema(RunStore(path: folder.path("new.sqlite"))))
    }
    let store = try RunStore(path: folder.path("old.sqlite"))
    try store.append([.made(0)], to: 3)
    #expect(try store.lastSample(of: 3, group: "top_n") == .made(0))
    #expect(try store.beginRun().id == 4)
  }

  @Test func aNewStoreHoldsWhatIsRecorded() throws {
    let store = try RunStore(path: folder.path())
    try OldStore.fill(store)
    try OldStore.expectFilled(store)
  }

  @Test func stepsAreTakenOnceAndAllOrNone() throws {
    let database = try DatabaseQueue()
    let first = Migration(name: "one", sql: "CREATE TABLE one (id INTEGER)")
    let second = Migration(name: "two", sql: "CREATE TABLE two (id INTEGER)")
    let broken = Migration(name: "broken", sql: "CREATE TABLE three (id INTEGER); nonsense")
    func version() throws -> Int? {
      try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }
    for _ in 0..<2 { try database.inDatabase { try Migration.bringUpToDate($0, with: [first]) } }
    #expect(try version() == 1)
    #expect(throws: DatabaseError.self) {
      try database.inDatabase { try Migration.bringUpToDate($0, with: [first, second, broken]) }
    }
    #expect(try version() == 1)
    #expect(try database.read { try !$0.tableExists("two") })
    try database.inDatabase { try Migration.bringUpToDate($0, with: [first, second]) }
    #expect(try version() == 2)
    #expect(try database.read { try $0.tableExists("two") })
  }

  @Test func stepsHaveNamesOfTheirOwn() {
    #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SKUA_WRITE_FIXTURES"] != nil))
  func theFixtureOfThisVersionIsWritten() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/version-\(Migration.all.count).sqlite")
    try #require(!FileManager.default.fileExists(atPath: file.path), "it is there already")
    try OldStore.fill(RunStore(path: file.path))
    #expect(FileManager.default.fileExists(atPath: file.path))
  }
}
