import Estimators
import Oracles
import Testing

@Suite struct CachedOracleTests {
  private static func counting() -> ScriptedOracle {
    ScriptedOracle { inputs in Targets.model.predictions(for: inputs) }
  }

  @Test func eachDistinctInputIsAskedOnce() async throws {
    let target = Self.counting()
    let cached = CachedOracle(target)
    let inputs = Targets.points(6)
    _ = try await cached.query(Array(inputs.prefix(4)))
    let answers = try await cached.query(inputs + inputs.reversed())
    #expect(target.batches == [Array(inputs.prefix(4)), Array(inputs.suffix(2))])
    #expect(answers == Targets.model.predictions(for: inputs + inputs.reversed()))
  }

  @Test func tasksThatAskTheSameAtOnceHaveItAskedOnce() async throws {
    let target = Self.counting()
    let cached = CachedOracle(target)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await cached.query(Targets.points(10)) } }
      try await group.waitForAll()
    }
    #expect(target.batches.count == 1)
  }

  @Test func aRefusalCountsTheKnownInputsAsAnswerable() async throws {
    let cached = CachedOracle(
      MeteredOracle(LocalOracle(Targets.model), meter: QueryMeter(budget: 6)))
    let inputs = Targets.points(10)
    _ = try await cached.query(Array(inputs.prefix(4)))
    await #expect {
      try await cached.query(inputs)
    } throws: {
      ($0 as? OracleError)?.code == .budgetExhausted(remaining: 6)
    }
    #expect(try await cached.query(Array(inputs.prefix(6))).count == 6)
    #expect(try await cached.query(Array(inputs.prefix(6))).count == 6)
  }

  @Test(arguments: [-1, 1]) func aWrongNumberOfAnswersIsAnError(excess: Int) async {
    let target = ScriptedOracle { inputs in
      (0..<(inputs.count + excess)).map { _ in Prediction(label: 0) }
    }
    await #expect {
      try await CachedOracle(target).query(Targets.points(3))
    } throws: {
      ($0 as? OracleError)?.code == .unsuitableAnswer
    }
  }

  @Test func afterAFailureTheSameIsAskedAgain() async throws {
    let target = ScriptedOracle { inputs throws(OracleError) in
      guard inputs.count < 3 else { throw OracleError(.unsuitableAnswer, "too many at once") }
      return inputs.map { _ in Prediction(label: 1) }
    }
    let cached = CachedOracle(target)
    await #expect(throws: OracleError.self) { try await cached.query(Targets.points(3)) }
    #expect(try await cached.query(Targets.points(2)).count == 2)
  }
}
