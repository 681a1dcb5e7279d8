import Estimators
import Foundation
import Oracles
import Testing

@Suite final class FileLedgerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let inputs = Targets.points(4)
  private let answers = Targets.model.predictions(for: Targets.points(4))

  /// The error that opening a file of this content gives.
  private func failure(of content: String) throws -> OracleError? {
    let file = folder.file()
    try Data(content.utf8).write(to: file)
    do {
      _ = try FileLedger(path: file.path)
      return nil
    } catch {
      // A file that isn't ours stays as it is.
      #expect(try String(contentsOf: file, encoding: .utf8) == content)
      return error
    }
  }

  @Test func whatWasRecordedIsReadAgainBitByBit() async throws {
    let file = folder.file()
    let queries = [
      Query(numbers: [0.1 + 0.2, -1e-300, .leastNonzeroMagnitude, 1 / 3]),
      Query([.category(3), .missing, .number(-0.5), .number(1e300)]),
    ]
    let answers = [
      Prediction(probabilities: [1 / 3, 2 / 3.0, .leastNonzeroMagnitude]),
      Prediction(label: 2, scores: .top(0.7)),
      Prediction(label: 4),
      Prediction(label: 0, scores: .top(12.5), value: -3.25, fields: [0, 7]),
    ]
    let ledger = try FileLedger(path: file.path)
    try await ledger.record(queries + queries + [queries[0]])
    try await ledger.record(answers, from: 0)
    let read = try await FileLedger(path: file.path).entries
    #expect(read.map(\.query) == queries + queries + [queries[0]])
    #expect(read.map(\.answer) == answers.map(Optional.some) + [nil])
    #expect(await ledger.entries == read)
  }

  @Test func theAnswerIsOnDiskBeforeItIsSeen() async throws {
    let file = folder.file()
    let recorded = RecordedOracle(
      LocalOracle(Targets.model), ledger: try FileLedger(path: file.path))
    let seen = try await recorded.query(inputs)
    #expect(try await FileLedger(path: file.path).entries.map(\.answer) == seen)
  }

  @Test func anInterruptionAtAnyByteLosesAtMostTheTornLine() async throws {
    // Short lines, since every byte is tried.
    let inputs = (0..<3).map { Query(numbers: [Double($0), 1]) }
    let labels = FilteredOracle(LocalOracle(Targets.model), .labelOnly)
    let answers = try await labels.query(inputs)
    let file = folder.file()
    let recorded = RecordedOracle(labels, ledger: try FileLedger(path: file.path))
    _ = try await recorded.query(Array(inputs.prefix(2)))
    _ = try await recorded.query([inputs[2]])
    let whole = try Data(contentsOf: file)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file)
      let complete = whole.prefix(length).count { $0 == UInt8(ascii: "\n") }
      // A header, two queries, two answers, one query, one answer.
      let answered = [0, 0, 0, 0, 1, 2, 2][complete]
      let target = ScriptedOracle { inputs in
        Targets.model.predictions(for: inputs).map { Prediction(label: $0.label) }
      }
      let resumed = RecordedOracle(target, ledger: try FileLedger(path: file.path))
      let first = try await resumed.query(Array(inputs.prefix(2)))
      #expect(first + (try await resumed.query([inputs[2]])) == answers)
      #expect(target.batches.joined().elementsEqual(inputs.dropFirst(answered)))
      let entries = try await FileLedger(path: file.path).entries
      #expect(entries == zip(inputs, answers).map { LedgerEntry(query: $0, answer: $1) })
    }
  }

  @Test func aFileThatIsNoLedgerIsRefusedAndLeftAlone() throws {
    for content in [
      "hello", "{\"a\": 1}", "a,b\n1,2\n", "\n", "\n\n", "{}\n", "{\"ledger\":\"skua-ledger-2\"}\n",
      "\u{0}\u{0}\u{0}", "[1, 2", "{\"query\":[1]}\n",
    ] {
      let error = try #require(try failure(of: content), "\(content.debugDescription) was taken")
      #expect(error.code == .ledger)
      #expect(error.message.contains("give another file"))
    }
  }

  @Test func aDamagedLineIsNamed() throws {
    let header = "{\"ledger\":\"skua-ledger-1\"}\n"
    let query = "{\"query\":[0.5,-0.5]}\n"
    for line in [
      "{\"answer\":1,\"label\":0}\n", "{\"answer\":-1,\"label\":0}\n", "garbage\n", "{}\n", "\n",
      "{\"answer\":0}\n", "{\"query\":[\"x\"]}\n", "{\"answer\":0,\"label\":0,\"score\":[1]}\n",
    ] {
      let error = try #require(try failure(of: header + query + line), "\(line) was taken")
      #expect(error.message.contains("line 3"))
    }
    #expect(try failure(of: header + query + "{\"answer\":0,\"label\":0}\n") == nil)
  }

  @Test func whateverATargetAnswersIsRecorded() async throws {
    let file = folder.file()
    let ledger = try FileLedger(path: file.path)
    try await ledger.record(Array(inputs.prefix(2)))
    try await ledger.record(
      [Prediction(label: -3, scores: .all([.nan, .infinity, -2])), Prediction(label: 7)], from: 0)
    let scores = try await FileLedger(path: file.path).entries[0].answer?.probabilities
    #expect(scores?[0].isNaN == true)
    #expect(scores?.dropFirst().elementsEqual([.infinity, -2]) == true)
  }

  @Test func aPathThatHoldsNoFileIsRefused() throws {
    let none = folder.file().path + "/none"
    for path in [folder.url.path, none, "", "/dev/full", "/dev/null", "/dev/zero"] {
      #expect {
        _ = try FileLedger(path: path)
      } throws: {
        let error = $0 as? OracleError
        return error?.code == .ledger && error?.message.contains("give another file") == true
      }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func aReadOnlyFileIsRefused() throws {
    let file = folder.file()
    try Data().write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
    #expect(throws: OracleError.self) { _ = try FileLedger(path: file.path) }
  }
}

#if os(Linux)
  @Suite struct FullDiskTests {
    @Test func aFullDiskStopsTheRunAndLosesNothing() async {
      // In a process of its own, since the limit on the size of files holds for all its threads.
      await #expect(processExitsWith: .success) {
        let folder = try TemporaryFolder()
        signal(SIGXFSZ, SIG_IGN)
        for space in [0, 20, 100] { try await resumeAfterFullDisk(folder.file(), space: space) }
      }
    }
  }

  /// Fills the disk but for some bytes, goes on, and resumes when there is space again.
  private func resumeAfterFullDisk(_ file: URL, space: Int) async throws {
    let inputs = Targets.points(4)
    let target = ScriptedOracle { Targets.model.predictions(for: $0) }
    let recorded = RecordedOracle(target, ledger: try FileLedger(path: file.path))
    let first = try await recorded.query([inputs[0]])
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = rlim_t(try Data(contentsOf: file).count + space)
    try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    for _ in 0..<2 {
      // The second time, with half a line at the end, this ledger must not continue it.
      await #expect {
        try await recorded.query(Array(inputs.dropFirst()))
      } throws: {
        let error = $0 as? OracleError
        return error?.code == .ledger && error?.message.contains("free some space") == true
      }
      limit.rlim_cur = limit.rlim_max
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    }
    #expect(target.batches == [[inputs[0]]])
    let resumed = RecordedOracle(target, ledger: try FileLedger(path: file.path))
    #expect(try await resumed.query([inputs[0]]) == first)
    // With a hundred bytes some of the queries were recorded; none was sent.
    #expect(try await resumed.query(Array(inputs.dropFirst())).count == 3)
    #expect(target.batches == [[inputs[0]], Array(inputs.dropFirst())])
  }
#endif
