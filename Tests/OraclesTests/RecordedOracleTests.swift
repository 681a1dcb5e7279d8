import Estimators
import Oracles
import Testing

@Suite struct RecordedOracleTests {
  private let inputs = Targets.points(6)

  private static func target() -> ScriptedOracle {
    ScriptedOracle { Targets.model.predictions(for: $0) }
  }

  @Test func queriesAreRecordedBeforeTheyAreSentAndAnswersBeforeTheyAreSeen() async throws {
    let ledger = MemoryLedger()
    // An oracle around the recorded one sees what an attack would see, the target what is sent.
    let target = WitnessOracle(LocalOracle(Targets.model), ledger)
    let recorded = RecordedOracle(target, ledger: ledger)
    let answers = try await recorded.query(inputs)
    #expect(await target.seen.entries == inputs.map { LedgerEntry(query: $0) })
    let entries = await ledger.entries
    #expect(entries == zip(inputs, answers).map { LedgerEntry(query: $0, answer: $1) })
  }

  @Test(arguments: 0...6) func resumingAsksNothingRecordedAgain(answered: Int) async throws {
    let ledger = MemoryLedger()
    // The earlier run ended with all queries of the batch recorded and some of the answers.
    await ledger.record(inputs)
    let expected = Targets.model.predictions(for: inputs)
    await ledger.record(Array(expected.prefix(answered)), from: 0)
    let target = Self.target()
    let recorded = RecordedOracle(target, ledger: ledger)
    #expect(try await recorded.query(Array(inputs.prefix(2))) == Array(expected.prefix(2)))
    #expect(try await recorded.query(Array(inputs.dropFirst(2))) == Array(expected.dropFirst(2)))
    #expect(target.batches.joined().elementsEqual(inputs.dropFirst(answered)))
    #expect(await ledger.entries.map(\.answer) == expected.map(Optional.some))
    #expect(await ledger.entries.map(\.query) == inputs)
  }

  @Test func aLedgerOfAnotherRunIsRefusedBeforeAnythingIsAsked() async throws {
    let ledger = MemoryLedger()
    _ = try await RecordedOracle(Self.target(), ledger: ledger).query(inputs)
    let before = await ledger.entries
    let target = Self.target()
    await #expect {
      try await RecordedOracle(target, ledger: ledger).query(Targets.points(6, seed: 2))
    } throws: {
      let error = $0 as? OracleError
      return error?.code == .ledger && error?.message.hasPrefix("query 1 is not the one") == true
    }
    #expect(target.batches.isEmpty)
    #expect(await ledger.entries == before)
  }

  @Test func theSameInputTwiceIsAskedTwice() async throws {
    let target = Self.target()
    let recorded = RecordedOracle(target, ledger: MemoryLedger())
    _ = try await recorded.query([inputs[0], inputs[0]])
    _ = try await recorded.query([inputs[0]])
    #expect(target.batches.map(\.count) == [2, 1])
  }

  @Test func aMeterAroundCountsReplayedQueriesAndLeavesNoTraceOfRefusedOnes() async throws {
    let ledger = MemoryLedger()
    _ = try await RecordedOracle(Self.target(), ledger: ledger).query(Array(inputs.prefix(3)))
    let (target, meter) = (Self.target(), QueryMeter(budget: 5, price: 1))
    let metered = MeteredOracle(RecordedOracle(target, ledger: ledger), meter: meter)
    await #expect(throws: OracleError.self) { try await metered.query(inputs) }
    #expect(try await metered.queryWithinBudget(inputs).count == 5)
    #expect(await meter.cost == 5)
    #expect(target.batches == [Array(inputs[3..<5])])
    #expect(await ledger.entries.count == 5)
  }

  @Test func afterAFailureTheSameOrdinalsAreAskedAgain() async throws {
    let failing = ScriptedOracle { inputs throws(OracleError) in
      guard inputs.count < 4 else { throw OracleError(.unsuitableAnswer, "too many at once") }
      return Targets.model.predictions(for: inputs)
    }
    let ledger = MemoryLedger()
    let recorded = RecordedOracle(failing, ledger: ledger)
    await #expect(throws: OracleError.self) { try await recorded.query(inputs) }
    _ = try await recorded.query(Array(inputs.prefix(3)))
    _ = try await recorded.query(Array(inputs.suffix(3)))
    #expect(await ledger.entries.map(\.query) == inputs)
    #expect(await ledger.entries.allSatisfy { $0.answer != nil })
  }

  @Test(arguments: [-1, 2]) func aWrongNumberOfAnswersIsNotRecorded(excess: Int) async throws {
    let target = ScriptedOracle { inputs in
      (0..<(inputs.count + excess)).map { _ in Prediction(label: 0) }
    }
    let ledger = MemoryLedger()
    await #expect {
      try await RecordedOracle(target, ledger: ledger).query(inputs)
    } throws: {
      ($0 as? OracleError)?.code == .unsuitableAnswer
    }
    #expect(await ledger.entries == inputs.map { LedgerEntry(query: $0) })
  }

  @Test func tasksThatAskAtOnceAreRecordedWithTheirOwnAnswers() async throws {
    let ledger = MemoryLedger()
    let recorded = RecordedOracle(Self.target(), ledger: ledger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<20 {
        group.addTask { _ = try await recorded.query(Targets.points(3, seed: UInt64(task))) }
      }
      try await group.waitForAll()
    }
    let entries = await ledger.entries
    #expect(entries.count == 60)
    #expect(entries.map(\.answer) == Targets.model.predictions(for: entries.map(\.query)))
  }
}

/// An oracle that keeps what the ledger held when the query arrived.
private struct WitnessOracle<Base: Oracle>: Oracle {
  let base: Base
  let ledger: MemoryLedger
  let seen = MemoryLedger()

  init(_ base: Base, _ ledger: MemoryLedger) {
    self.base = base
    self.ledger = ledger
  }

  var space: InputSpace { base.space }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    await seen.record(ledger.entries.map(\.query))
    return try await base.query(inputs)
  }
}
