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
  }

  @Test func theRefusalTellsHowManyQueriesAreLeft() async {
    let metered = MeteredOracle(oracle, meter: QueryMeter(budget: 3))
    await #expect {
      try await metered.query(batch)
    } throws: { error in
      (error as? OracleError)?.code == .budgetExhausted(remaining: 3)
    }
  }
}
