import Foundation
import Testing

@testable import Runs

@Suite struct RunStoreRunsTests {
  let folder: StoreFolder
  let store: RunStore

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
  }

  @Test func aRunComesBackAsItWasBegun() throws {
    let before = Date.now
    let configuration = Data(#"{"model": "Ärger", "n": 1}"#.utf8)
    let run = try store.begin(
      kind: "audit", title: "Prüfung von lm", configuration: configuration, seed: 7)
    #expect(run.id == 1)
    #expect(run.kind == "audit" && run.title == "Prüfung von lm" && run.seed == 7)
    #expect(run.status == .running && run.configuration == configuration)
    #expect(run.result == nil && run.message == nil && run.finished == nil)
    // A date loses less than a microsecond on its way.
    #expect(run.created > before.addingTimeInterval(-1e-6) && run.created <= .now)
    #expect(try RunStore(path: folder.path(), access: .readOnly).run(1) == run)
  }

  @Test(arguments: [0, 1, UInt64(Int64.max), UInt64(Int64.max) + 1, .max])
  func everySeedSurvives(seed: UInt64) throws {
    let run = try store.beginRun(seed: seed)
    #expect(try store.run(run.id).seed == seed)
    #expect(try store.unfinished(kind: "audit", configuration: Data("{}".utf8), seed: seed) == run)
  }

  @Test func aFinishedRunHasItsResultAndStaysAsItIs() throws {
    let run = try store.beginRun()
    let finished = try store.finish(run.id, result: Data("[1]".utf8))
    #expect(finished.status == .finished && finished.result == Data("[1]".utf8))
    #expect(try #require(finished.finished) >= run.created)
    expectError(.input, saying: "run 1 is finished") { try store.finish(1, result: Data()) }
    expectError(.input, saying: "run 1 is finished") { try store.fail(1, "late") }
    expectError(.input, saying: "run 1 is finished") { try store.resume(1) }
    expectError(.input, saying: "run 1 is not running") { try store.append([.made(0)], to: 1) }
    #expect(try store.run(1) == finished)
  }

  @Test func aFailedRunKeepsWhatItHasAndCanGoOn() throws {
    let run = try store.beginRun()
    try store.append([.made(0)], to: run.id)
    let failed = try store.fail(run.id, "the disk is full")
    #expect(failed.status == .failed && failed.message == "the disk is full")
    #expect(failed.finished != nil && failed.result == nil)
    expectError(.input, saying: "not running") { try store.append([.made(1)], to: run.id) }
    #expect(try store.resume(run.id) == run)
    try store.append([.made(1)], to: run.id)
    #expect(try store.sampleCount(of: run.id, group: "top_n") == 2)
  }

  @Test func theNewestUnfinishedRunOfExactlyTheSameIsResumed() throws {
    func unfinished(_ configuration: String, _ seed: UInt64 = 1) throws -> Run.ID? {
      try store.unfinished(kind: "audit", configuration: Data(configuration.utf8), seed: seed)?.id
    }
    #expect(try unfinished("{}") == nil)
    for configuration in ["{}", "{}", "{ }", "{}"] { _ = try store.beginRun(configuration) }
    #expect(try unfinished("{}") == 4)
    try store.finish(4, result: Data())
    #expect(try unfinished("{}") == 2)
    try store.fail(2, "why")
    #expect(try unfinished("{}") == 2)
    #expect(try unfinished("{ }") == 3)
    #expect(try unfinished("{}", 2) == nil)
    #expect(try store.unfinished(kind: "extract", configuration: Data("{}".utf8), seed: 1) == nil)
  }

  @Test func aRunThatIsNotThereIsNamed() throws {
    let name = "there is no run 9"
    expectError(.input, saying: name) { _ = try store.run(9) }
    expectError(.input, saying: name) { try store.delete(9) }
    expectError(.input, saying: name) { try store.finish(9, result: Data()) }
    expectError(.input, saying: name) { try store.append([.made(0)], to: 9) }
    expectError(.input, saying: name) { _ = try store.samples(of: 9, group: "top_n", limit: 1) }
    expectError(.input, saying: name) { _ = try store.scores(of: 9, group: "a", name: "b") }
    expectError(.input, saying: name) { try store.put(Data(), named: "a", to: 9) }
    expectError(.input, saying: name) { _ = try store.contents(of: 9) }
    expectError(.input, saying: name) { _ = try store.lock(9) }
  }

  @Test func aDeletedRunLeavesNothingInTheFileAndItsNumberIsNotGivenAgain() throws {
    let secret = Data("a secret that nobody must find".utf8)
    let kept = try store.beginRun()
    try store.append((0..<50).map { .made($0) }, to: kept.id)
    let run = try store.beginRun()
    let samples = (0..<500).map {
      StoredSample(
        group: "g", number: $0, prompt: secret, tokens: Data(count: 999), logProbabilities: Data())
    }
    try store.append(samples, to: run.id)
    let scores = (0..<500).map { StoredScore(group: "g", number: $0, name: "zlib", value: 1) }
    try store.append(scores, to: run.id)
    try store.put(secret, named: "findings", to: run.id)
    let before = try bytes().count
    try store.delete(run.id)
    let after = try bytes()
    #expect(after.range(of: secret) == nil)
    #expect(after.count < before - 400_000)
    #expect(try store.runs() == [kept])
    #expect(try store.samples(of: kept.id, group: "top_n", limit: 99).count == 50)
    #expect(try store.beginRun().id == 3)
  }

  /// The store's file and its log.
  private func bytes() throws -> Data {
    try Data(contentsOf: folder.url.appending(path: "runs.sqlite"))
      + Data(contentsOf: folder.url.appending(path: "runs.sqlite-wal"))
  }

  @Test func aStoreOpenForReadingRefusesToWrite() throws {
    _ = try store.beginRun()
    let reader = try RunStore(path: folder.path(), access: .readOnly)
    for write in [
      { _ = try reader.beginRun() }, { try reader.append([.made(0)], to: 1) },
      { try reader.delete(1) }, { _ = try reader.lock(1) },
      { try reader.put(Data(), named: "a", to: 1) },
    ] {
      expectError(.input, saying: "open for reading only") { try write() }
    }
  }
}
