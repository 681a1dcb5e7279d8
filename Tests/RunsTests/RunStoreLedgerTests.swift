import Foundation
import GRDB
import Testing

@testable import Runs

@Suite struct RunStoreLedgerTests {
  let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func bytes(_ count: Int) -> [Data] { (0..<count).map { Data("q\($0)".utf8) } }

  @Test func queriesAndAnswersComeBackInOrder() throws {
    let store = try RunStore(path: folder.path(), durability: .process)
    let (run, other) = (try store.beginRun().id, try store.beginRun().id)
    try store.append(queries: bytes(3), from: 0, to: run)
    try store.append(queries: bytes(1), from: 0, to: other)
    try store.append(queries: [Data()], from: 3, to: run)
    try store.append(answers: [Data("a1".utf8), Data("a2".utf8)], from: 1, to: run)
    #expect(try store.ledgerCount(of: run) == (4, 2))
    #expect(try store.ledgerCount(of: other) == (1, 0))
    let read = try RunStore(path: folder.path(), access: .readOnly).ledger(of: run, in: 0..<9)
    #expect(read.map(\.query) == bytes(3) + [Data()])
    #expect(
      read.map { $0.answer.map { String(decoding: $0, as: UTF8.self) } } == [nil, "a1", "a2", nil])
    #expect(try store.ledger(of: run, in: 2..<3).map(\.query) == [bytes(3)[2]])
    let ledger = try store.contents(of: run).ledger
    #expect(ledger == RunContents.Ledger(queries: 4, answers: 2, bytes: 10))
  }

  @Test func whatDoesNotFollowIsRefusedAndLeavesNothing() throws {
    let store = try RunStore(path: folder.path())
    let run = try store.beginRun().id
    try store.append(queries: bytes(2), from: 0, to: run)
    try store.append(answers: [Data("a".utf8)], from: 0, to: run)
    for ordinal in [1, 3] {
      #expect(throws: RunsError.self) {
        try store.append(queries: bytes(1), from: ordinal, to: run)
      }
    }
    // One that is there already, and one beyond the queries: the batch as a whole is refused.
    #expect(throws: RunsError.self) {
      try store.append(answers: [Data("b".utf8)], from: 0, to: run)
    }
    #expect(throws: RunsError.self) {
      try store.append(answers: [Data("b".utf8), Data("c".utf8)], from: 1, to: run)
    }
    #expect(throws: RunsError.self) { try store.append(queries: bytes(1), from: 0, to: 99) }
    #expect(try store.ledger(of: run, in: 0..<5).map(\.answer) == [Data("a".utf8), nil])
  }

  @Test func aRunThatIsDeletedTakesItsLedgerAlong() throws {
    let store = try RunStore(path: folder.path())
    let run = try store.beginRun().id
    try store.append(queries: bytes(2), from: 0, to: run)
    try store.append(answers: bytes(2), from: 0, to: run)
    try store.delete(run)
    let left = try store.read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT (SELECT count(*) FROM ledger_query) + (SELECT count(*) FROM ledger_answer)")
    }
    #expect(left == 0)
  }

  @Test func aQueryOfTwentyFeaturesTakesLessThanFourHundredBytes() throws {
    let store = try RunStore(path: folder.path(), durability: .process)
    let run = try store.beginRun().id
    let rows = 5000
    let query = Data((0..<180).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    for start in stride(from: 0, to: rows, by: 500) {
      try store.append(queries: Array(repeating: query, count: 500), from: start, to: run)
      try store.append(
        answers: Array(repeating: query.prefix(20), count: 500), from: start, to: run)
    }
    let size = try store.read { database in
      try Int.fetchOne(
        database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    }
    #expect(try #require(size) < 400 * rows)
  }
}
