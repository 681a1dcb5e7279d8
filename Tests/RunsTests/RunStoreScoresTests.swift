import Foundation
import Testing

@testable import Runs

@Suite struct RunStoreScoresTests {
  let folder: StoreFolder
  let store: RunStore
  let run: Run

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
    run = try store.beginRun()
    try store.append((0..<10).map { .made($0, bytes: 30) }, to: run.id)
  }

  private func score(_ number: Int, _ value: Double?, name: String = "zlib") -> StoredScore {
    StoredScore(group: "top_n", number: number, name: name, value: value)
  }

  private func values(_ name: String) throws -> [Double?] {
    let scores = try store.scores(of: run.id, group: "top_n", name: name)
    #expect(scores.map(\.number) == Array(scores.indices))
    return scores.map(\.value)
  }

  @Test func scoresComeBackExactlyAndInParts() throws {
    let numbers: [Double?] = [
      0.1, -0.0, nil, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 3,
      1 / 3, .pi,
    ]
    for part in [0..<3, 3..<4, 4..<10] {
      #expect(
        try store.scoreCount(of: run.id, group: "top_n", name: "zlib") == part.lowerBound)
      // Two names in one call.
      try store.append(
        part.flatMap { [score($0, numbers[$0]), score($0, nil, name: "small")] }, to: run.id)
    }
    #expect(try values("zlib") == numbers)
    #expect(try values("small") == Array(repeating: nil, count: 10))
    #expect(try values("absent") == [])
    #expect(try store.scores(of: run.id, group: "absent", name: "zlib").isEmpty)
    #expect(try store.scoreCount(of: run.id, group: "absent", name: "zlib") == 0)
  }

  @Test func notANumberIsNoScore() throws {
    try store.append([score(0, .nan)], to: run.id)
    #expect(try values("zlib") == [nil])
  }

  @Test(arguments: [[1], [0, 0], [0, 2], [10], Array(0...10)])
  func scoresOutOfOrderOrOfNoSampleAreRefusedAsAWhole(numbers: [Int]) throws {
    expectError(.input, saying: "can't be appended to 'top_n' of run 1", "of 10 samples") {
      try store.append(numbers.map { score($0, 1) }, to: run.id)
    }
    #expect(try values("zlib") == [])
  }

  @Test func aGroupWithoutSamplesCantBeScored() throws {
    expectError(.input, saying: "run 1 has no samples of 'decay' to score") {
      try store.append(
        [StoredScore(group: "decay", number: 0, name: "zlib", value: 1)], to: run.id)
    }
  }

  @Test func aFinishedRunCanBeScoredOnceMore() throws {
    try store.finish(run.id, result: Data())
    try store.append([score(0, 1)], to: run.id)
    #expect(try values("zlib") == [1])
  }
}
