import Foundation
import GRDB
import Testing

@testable import Runs

@Suite struct RunStoreSamplesTests {
  let folder: StoreFolder
  let store: RunStore
  let run: Run

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
    run = try store.beginRun()
  }

  @Test func samplesComeBackInOrderAndInPages() throws {
    // The groups are written in turn, and one batch holds both.
    let samples = (0..<30).flatMap { [StoredSample.made($0), .made($0, group: "decay", bytes: 9)] }
    for start in stride(from: 0, to: 60, by: 12) {
      try store.append(Array(samples[start..<start + 12]), to: run.id)
    }
    for group in ["top_n", "decay"] {
      let expected = samples.filter { $0.group == group }
      #expect(try store.samples(of: run.id, group: group, limit: 1000) == expected)
      #expect(
        try store.samples(of: run.id, group: group, from: 7, limit: 5) == Array(expected[7..<12]))
      #expect(try store.samples(of: run.id, group: group, from: 30, limit: 5) == [])
      #expect(try store.samples(of: run.id, group: group, limit: 0) == [])
      #expect(try store.sampleCount(of: run.id, group: group) == 30)
      #expect(try store.lastSample(of: run.id, group: group) == expected.last)
    }
  }

  @Test func aGroupWithoutSamplesIsEmpty() throws {
    try store.append([StoredSample](), to: run.id)
    #expect(try store.sampleCount(of: run.id, group: "absent") == 0)
    #expect(try store.lastSample(of: run.id, group: "absent") == nil)
    #expect(try store.samples(of: run.id, group: "absent", limit: 5) == [])
    #expect(try store.contents(of: run.id).groups == [])
  }

  @Test(arguments: [0, 1, 7, 8, 9, 8_000, 8_200, 100_000])
  func samplesOfAnySizeComeBack(bytes: Int) throws {
    let sample = StoredSample.made(0, bytes: bytes)
    try store.append([sample], to: run.id)
    #expect(try store.lastSample(of: run.id, group: "top_n") == sample)
  }

  @Test(arguments: [[1], [0, 2], [0, 0], [0, 1, 1], [1, 0], [-1]])
  func samplesOutOfOrderAreRefusedAsAWhole(numbers: [Int]) throws {
    expectError(.input, saying: "is the next") {
      try store.append(numbers.map { .made(max(0, $0)).numbered($0) }, to: run.id)
    }
    #expect(try store.sampleCount(of: run.id, group: "top_n") == 0)
  }

  @Test func samplesThatAreThereAreNeverReplaced() throws {
    try store.append([.made(0), .made(1)], to: run.id)
    expectError(.input, saying: "sample 1 can't be appended to 'top_n' of run 1: number 2") {
      try store.append([.made(9).numbered(1)], to: run.id)
    }
    #expect(try store.samples(of: run.id, group: "top_n", limit: 9) == [.made(0), .made(1)])
  }

  @Test func runsDoNotShareGroups() throws {
    let other = try store.beginRun()
    try store.append([.made(0), .made(1)], to: run.id)
    try store.append([.made(0)], to: other.id)
    #expect(try store.sampleCount(of: other.id, group: "top_n") == 1)
    try store.delete(run.id)
    #expect(try store.samples(of: other.id, group: "top_n", limit: 9) == [.made(0)])
  }

  @Test(
    "The database itself refuses what no call of ours would write",
    arguments: [
      "INSERT INTO sample SELECT 1, 5, prompt, tokens, log_probabilities, 0 FROM sample",
      "INSERT INTO sample SELECT 1, 0, prompt, tokens, log_probabilities, 0 FROM sample",
      "INSERT OR REPLACE INTO sample SELECT 1, 0, x'', x'', x'', 0",
      "INSERT INTO sample VALUES (7, 0, x'', x'', x'', 0)",
      "INSERT INTO sample VALUES (1, 1, x'', NULL, x'', 0)",
      "INSERT INTO sample VALUES (1, 1, x'', 'text', x'', 0)",
      "UPDATE sample SET tokens = x'00'",
      "INSERT INTO sample_group (run, name) VALUES (9, 'a')",
      "INSERT INTO sample_group (run, name) VALUES (1, '')",
      "INSERT INTO sample_group (run, name) VALUES (1, 'top_n')",
      "UPDATE run SET status = 'done'",
      "UPDATE run SET status = 'finished', finished = 1",
      "UPDATE run SET message = 'why'",
      "INSERT INTO score_series (sample_group, name) VALUES (9, 'a')",
      "INSERT INTO score VALUES (1, 1, 0.5)",
      "INSERT INTO document VALUES (9, 'a', x'', 0)",
    ])
  func constraints(sql: String) throws {
    try store.append([.made(0)], to: run.id)
    try store.append([StoredScore(group: "top_n", number: 0, name: "zlib", value: 1)], to: run.id)
    expectError(.input, saying: "the store takes no such row") {
      try store.write { database in try database.execute(sql: sql) }
    }
    #expect(try store.samples(of: run.id, group: "top_n", limit: 9) == [.made(0)])
    #expect(try store.run(run.id) == run)
  }

  @Test func contentsCountWhatIsThere() throws {
    let samples = (0..<5).map { StoredSample.made($0, bytes: 100) }
    try store.append(samples, to: run.id)
    try store.append([.made(0, group: "a", bytes: 10)], to: run.id)
    try store.append(
      (0..<3).map { StoredScore(group: "top_n", number: $0, name: "zlib", value: 1) }, to: run.id)
    try store.put(Data(count: 17), named: "findings", to: run.id)
    let contents = try store.contents(of: run.id)
    let bytes = samples.reduce(0) {
      $0 + $1.prompt.count + $1.tokens.count + $1.logProbabilities.count
    }
    #expect(
      contents.groups == [
        .init(name: "top_n", samples: 5, bytes: bytes, scores: ["zlib": 3]),
        .init(name: "a", samples: 1, bytes: 10, scores: [:]),
      ])
    #expect(contents.documents == [.init(name: "findings", bytes: 17)])
    #expect(contents.bytes == bytes + 27)
  }

  @Test func readersSeeWhatIsCommittedWhileAnotherConnectionWrites() throws {
    try store.append([.made(0)], to: run.id)
    let reader = try RunStore(path: folder.path(), access: .readOnly)
    let second = try RunStore(path: folder.path())
    try store.write { database in
      try database.execute(sql: "UPDATE run SET title = 'half'")
      // The transaction is open: neither waits, both see what was before it.
      for other in [reader, second] {
        #expect(try other.run(run.id).title == "a run")
        #expect(try other.samples(of: run.id, group: "top_n", limit: 9) == [.made(0)])
      }
    }
    #expect(try reader.run(run.id).title == "half")
    try second.append([.made(1)], to: run.id)
    #expect(try reader.sampleCount(of: run.id, group: "top_n") == 2)
    #expect(try store.sampleCount(of: run.id, group: "top_n") == 2)
  }

  @Test func twoWritersOfOneStoreWaitForEachOther() async throws {
    let runs = [run, try store.beginRun(), try store.beginRun()]
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for run in runs {
        tasks.addTask {
          let mine = try RunStore(path: folder.path())
          for start in stride(from: 0, to: 100, by: 5) {
            try mine.append((start..<start + 5).map { .made($0) }, to: run.id)
          }
        }
      }
      try await tasks.waitForAll()
    }
    for run in runs {
      let samples = try store.samples(of: run.id, group: "top_n", limit: 1000)
      #expect(samples == (0..<100).map { .made($0) })
    }
  }
}

extension StoredSample {
  /// The same under another number.
  fileprivate func numbered(_ number: Int) -> StoredSample {
    StoredSample(
      group: group, number: number, prompt: prompt, tokens: tokens,
      logProbabilities: logProbabilities)
  }
}
