import Estimators
import Oracles
import Testing

@Suite struct MeteredOracleTests {
  private let oracle = LocalOracle(LogisticModel(weights: [1, -2], intercept: 0.5))
  private let batch = (0..<4).map { Query(numbers: [Double($0), 1]) }

  @Test func aBatchBeyondTheBudgetIsRefusedBeforeAnyOfItIsSpent() async throws {
    let meter = QueryMeter(budget: 6, price: 0.25)
    let metered = MeteredOracle(oracle, meter: meter)
    _ = try await metered.query(batch)
    await #expect(throws: OracleError.self) { try await metered.query(batch) }
    #expect(await meter.spent == 4)
    #expect(await meter.remaining == 2)
    #expect(await meter.cost == 1)
    #expect(try await metered.query(Array(batch.prefix(2))).count == 2)
    #expect(await meter.remaining == 0)
    #expect(try await metered.query([]).isEmpty)
  }

  @Test func theRefusalTellsHowManyQueriesAreLeft() async {
    let metered = MeteredOracle(oracle, meter: QueryMeter(budget: 3))
    await #expect {
      try await metered.query(batch)
    } throws: { error in
      (error as? OracleError)?.code == .budgetExhausted(remaining: 3)
    }
  }

  @Test func aRefusedBatchNeverReachesTheTarget() async {
    let target = ScriptedOracle { inputs in inputs.map { _ in Prediction(label: 0) } }
    let metered = MeteredOracle(target, meter: QueryMeter(budget: 3))
    await #expect(throws: OracleError.self) { try await metered.query(batch) }
    #expect(target.batches.isEmpty)
  }

  @Test func aQueryThatDoesNotFitCostsNothing() async {
    let meter = QueryMeter(budget: 3)
    let metered = MeteredOracle(oracle, meter: meter)
    await #expect(throws: OracleError.self) {
      try await metered.query([Query(numbers: [.nan, 1])])
    }
    #expect(await meter.spent == 0)
  }

  @Test func aQueryIsSpentWhetherOrNotAnAnswerComes() async {
    let meter = QueryMeter(budget: 10, price: 0.5)
    let target = ScriptedOracle { _ throws(OracleError) in
      throw OracleError(.unsuitableAnswer, "the service is down")
    }
    await #expect(throws: OracleError.self) {
      try await MeteredOracle(target, meter: meter).query(batch)
    }
    #expect(await meter.spent == 4)
    #expect(await meter.cost == 2)
  }

  @Test func oneMeterInFrontOfTwoOraclesCountsBoth() async throws {
    let meter = QueryMeter(budget: 7, spent: 1)
    _ = try await MeteredOracle(oracle, meter: meter).query(batch)
    await #expect(throws: OracleError.self) {
      try await MeteredOracle(oracle, meter: meter).query(batch)
    }
    #expect(await meter.spent == 5)
  }

  @Test func withoutABudgetNothingIsRefused() async throws {
    let meter = QueryMeter()
    #expect(try await MeteredOracle(oracle, meter: meter).query(batch).count == 4)
    #expect(await meter.remaining == nil)
    #expect(await meter.cost == 0)
  }

  @Test func tasksThatAskAtOnceNeverSpendBeyondTheBudget() async {
    let meter = QueryMeter(budget: 50)
    let metered = MeteredOracle(oracle, meter: meter)
    let batch = batch
    let granted = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<40 {
        group.addTask {
          do { return try await metered.query(batch).count } catch { return 0 }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(granted == 48)
    #expect(await meter.spent == 48)
  }
}
