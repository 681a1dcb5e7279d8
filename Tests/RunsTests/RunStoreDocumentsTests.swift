import Foundation
import GRDB
import Testing

@testable import Runs

@Suite struct RunStoreDocumentsTests {
  let folder: StoreFolder
  let store: RunStore
  let run: Run

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
    run = try store.beginRun()
  }

  @Test func aDocumentComesBackAndIsReplacedByItsName() throws {
    #expect(try store.document(named: "findings", of: run.id) == nil)
    let first = Data("[1]".utf8)
    let second = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) })
    try store.put(first, named: "findings", to: run.id)
    try store.put(Data(), named: "marks", to: run.id)
    #expect(try store.document(named: "findings", of: run.id) == first)
    try store.put(second, named: "findings", to: run.id)
    #expect(try store.document(named: "findings", of: run.id) == second)
    #expect(try store.document(named: "marks", of: run.id) == Data())
    #expect(
      try store.contents(of: run.id).documents == [
        .init(name: "findings", bytes: 100_000), .init(name: "marks", bytes: 0),
      ])
  }

  @Test func aDocumentThatChangedBehindOurBackIsDamaged() throws {
    try store.put(Data("[1]".utf8), named: "findings", to: run.id)
    try store.write { database in
      try database.execute(sql: "UPDATE document SET content = x'5B325D'")
    }
    expectError(.format, saying: "document 'findings' of run 1 is damaged") {
      _ = try store.document(named: "findings", of: run.id)
    }
  }
}
