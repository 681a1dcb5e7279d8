import Estimators
import Oracles
import Synchronization
import Testing

@Suite struct RecordedRequestsTests {
  private let inputs = Targets.points(23)

  @Test(arguments: [1, 3, 8]) func aBatchGoesOutInRequestsAndComesBackInOrder(
    concurrency: Int
  ) async throws {
    let ledger = MemoryLedger()
    let target = CountingOracle()
    let recorded = RecordedOracle(
      target, ledger: ledger, requestSize: 4, concurrency: concurrency)
    let answers = try await recorded.query(inputs)
    #expect(answers == Targets.model.predictions(for: inputs))
    #expect(target.sizes.sorted() == [3, 4, 4, 4, 4, 4])
    #expect(target.most <= concurrency)
    #expect(await ledger.entries == zip(inputs, answers).map { LedgerEntry(query: $0, answer: $1) })
    #expect(await recorded.repeated == 0)
  }

  @Test func afterAFailureWhatArrivedIsKeptAndAskedNoMore() async throws {
    let ledger = MemoryLedger()
    let broken = CountingOracle(failing: 3)
    await #expect(throws: OracleError.self) {
      try await RecordedOracle(broken, ledger: ledger, requestSize: 4, concurrency: 2).query(inputs)
    }
    let answered = await ledger.entries.count { $0.answer != nil }
    let pending = await ledger.count - answered
    #expect(answered >= 8 && pending == 4)
    let target = CountingOracle()
    let recorded = RecordedOracle(target, ledger: ledger, requestSize: 4, concurrency: 2)
    #expect(try await recorded.query(inputs) == Targets.model.predictions(for: inputs))
    #expect(target.sizes.reduce(0, +) == inputs.count - answered)
    #expect(await recorded.repeated == pending)
  }
}

/// Answers as the model does, and remembers how it was asked.
private final class CountingOracle: Oracle {
  private let state = Mutex((sizes: [Int](), running: 0, most: 0))
  private let failing: Int?

  /// - Parameter failing: The request, from 1, that fails.
  init(failing: Int? = nil) { self.failing = failing }

  var space: InputSpace { LocalOracle(Targets.model).space }
  var sizes: [Int] { state.withLock { $0.sizes } }
  var most: Int { state.withLock { $0.most } }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    let number = state.withLock { state in
      state.sizes.append(inputs.count)
      state.running += 1
      state.most = max(state.most, state.running)
      return state.sizes.count
    }
    // Lets the others come in.
    for _ in 0..<20 { await Task.yield() }
    state.withLock { $0.running -= 1 }
    if number == failing { throw OracleError(.unavailable, "broken") }
    return Targets.model.predictions(for: inputs)
  }
}
