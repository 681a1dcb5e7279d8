import Foundation
import Testing

@testable import Runs

/// A store as each version wrote it: kept as a file under Fixtures, to be read by all later ones.
///
/// When a migration is added, write that version's file once:
/// `SKUA_WRITE_FIXTURES=1 swift test … --filter theFixtureOfThisVersionIsWritten`.
enum OldStore {
  static let scores: [Double?] = [1.5, nil, -0.25]

  /// Records a finished run, one that failed and one that goes on.
  static func fill(_ store: RunStore) throws {
    let first = try store.beginRun(#"{"n": 1}"#, seed: .max)
    try store.append((0..<3).map { .made($0, bytes: 90) }, to: first.id)
    try store.append([.made(0, group: "decay", bytes: 30)], to: first.id)
    try store.append(
      scores.enumerated().map {
        StoredScore(group: "top_n", number: $0.offset, name: "zlib", value: $0.element)
      }, to: first.id)
    try store.put(Data("[]".utf8), named: "findings", to: first.id)
    try store.finish(first.id, result: Data(#"{"memorized": 2}"#.utf8))
    try store.fail(store.beginRun().id, "the disk is full")
    let third = try store.beginRun()
    try store.append(queries: [Data("q0".utf8), Data("q1".utf8)], from: 0, to: third.id)
    try store.append(answers: [Data("a0".utf8)], from: 0, to: third.id)
  }

  /// Expects what `fill` recorded; the first version had no ledger.
  static func expectFilled(_ store: RunStore, version: Int = Migration.all.count) throws {
    try store.check()
    let runs = try store.runs()
    #expect(runs.map(\.id) == [1, 2, 3])
    #expect(runs.map(\.status) == [.finished, .failed, .running])
    #expect(runs.map(\.seed) == [.max, 1, 1])
    #expect(runs.map(\.kind) == ["audit", "audit", "audit"])
    #expect(runs[0].configuration == Data(#"{"n": 1}"#.utf8))
    #expect(runs[0].result == Data(#"{"memorized": 2}"#.utf8))
    #expect(runs[1].message == "the disk is full")
    #expect(
      try store.samples(of: 1, group: "top_n", limit: 9) == (0..<3).map { .made($0, bytes: 90) })
    #expect(try store.lastSample(of: 1, group: "decay") == .made(0, group: "decay", bytes: 30))
    #expect(try store.scores(of: 1, group: "top_n", name: "zlib").map(\.value) == scores)
    #expect(try store.document(named: "findings", of: 1) == Data("[]".utf8))
    #expect(try store.contents(of: 1).groups.map(\.name) == ["top_n", "decay"])
    let ledger = try store.ledger(of: 3, in: 0..<9)
    #expect(ledger.map(\.query) == (version < 2 ? [] : [Data("q0".utf8), Data("q1".utf8)]))
    #expect(ledger.map(\.answer) == (version < 2 ? [] : [Data("a0".utf8), nil]))
  }

  /// The file of a version.
  static func fixture(_ version: Int) throws -> URL {
    try #require(
      Bundle.module.url(
        forResource: "version-\(version)", withExtension: "sqlite", subdirectory: "Fixtures"))
  }
}
