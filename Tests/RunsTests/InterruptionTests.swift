import Foundation
import GRDB
import Testing

@testable import Runs

/// What is left where a program is killed: the files are copied as they stand at some moment, which
/// is what the next program finds.
@Suite struct InterruptionTests {
  let folder: StoreFolder
  let store: RunStore
  let run: Run

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
    run = try store.beginRun()
  }

  /// Expects the copy to hold the first samples exactly, and to go on from there.
  private func expectSamples(
    _ count: Int, in copy: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let copied = try RunStore(path: folder.path(copy))
    try copied.check()
    let samples = try copied.samples(of: run.id, group: "top_n", limit: 10_000)
    #expect(samples == (0..<count).map { .made($0) }, sourceLocation: sourceLocation)
    try copied.append([.made(count)], to: run.id)
    #expect(
      try copied.sampleCount(of: run.id, group: "top_n") == count + 1,
      sourceLocation: sourceLocation)
  }

  @Test func aTransactionThatWasNotCommittedLeavesNothing() throws {
    try store.append((0..<40).map { .made($0) }, to: run.id)
    struct Killed: Error {}
    // A small cache, so that pages of the open transaction reach the log.
    try store.write { try $0.execute(sql: "PRAGMA cache_size = 5") }
    let size = try logSize()
    #expect(throws: RunsError.self) {
      try store.write { database in
        for number in 40..<400 {
          let sample = StoredSample.made(number)
          try database.execute(
            sql: "INSERT INTO sample VALUES (1, ?, ?, ?, ?, ?)",
            arguments: [
              number, sample.prompt, sample.tokens, sample.logProbabilities, sample.checksum,
            ])
        }
        #expect(try logSize() > size)
        try folder.copy(to: "copy.sqlite")
        throw Killed()
      }
    }
    try expectSamples(40, in: "copy.sqlite")
    #expect(try store.sampleCount(of: run.id, group: "top_n") == 40)
  }

  @Test func aLogThatWasCutAnywhereHoldsExactlyTheCommitsBeforeTheCut() throws {
    try store.write { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
    var ends: [Int] = []
    for batch in 0..<8 {
      try store.append((batch * 10..<batch * 10 + 10).map { .made($0) }, to: run.id)
      ends.append(try logSize())
    }
    let start = ends[0] - 1
    for (attempt, cut) in stride(from: start, through: ends[7], by: 5003).enumerated() {
      let copy = "copy-\(attempt).sqlite"
      try folder.copy(to: copy)
      #expect(truncate(folder.path(copy + "-wal"), cut) == 0)
      if attempt % 2 == 1 {
        // A page that was being written when the machine stopped.
        let log = try FileHandle(forWritingTo: folder.url.appending(path: copy + "-wal"))
        try log.seekToEnd()
        try log.write(contentsOf: Data(repeating: 0xA5, count: 3000))
        try log.close()
      }
      try expectSamples(10 * ends.count { $0 <= cut }, in: copy)
    }
  }

  @Test func aStoreThatWasBeingMadeIsMadeAnew() throws {
    try Data("half a store".utf8).write(to: folder.url.appending(path: "a.sqlite.9-9.new"))
    #expect(try RunStore(path: folder.path("a.sqlite")).beginRun().id == 1)
  }

  private func logSize() throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path("runs.sqlite-wal"))
    return try #require(attributes[.size] as? Int)
  }
}
