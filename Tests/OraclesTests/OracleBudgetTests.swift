import Estimators
import Oracles
import Testing

@Suite struct OracleBudgetTests {
  private func isUnsuitable(_ answers: [Prediction]) async -> Bool {
    let target = ScriptedOracle { _ in answers }
    do {
      _ = try await target.queryWithinBudget(Targets.points(2))
      return false
    } catch { return error.code == .unsuitableAnswer }
  }

  @Test(arguments: [0, 1, 7, 20, 30]) func asMuchIsAskedAsTheBudgetGrants(budget: Int) async throws
  {
    let meter = QueryMeter(budget: budget)
    let inputs = Targets.points(20)
    let answers = try await MeteredOracle(LocalOracle(Targets.model), meter: meter)
      .queryWithinBudget(inputs)
    #expect(answers == Targets.model.predictions(for: Array(inputs.prefix(budget))))
    #expect(await meter.spent == min(budget, 20))
  }

  @Test(arguments: [-7, 0, 5, 1000]) func aBudgetThatIsMisreportedEndsWithoutACrash(remaining: Int)
    async throws
  {
    let target = ScriptedOracle { _ throws(OracleError) in
      throw OracleError(.budgetExhausted(remaining: remaining), "none left")
    }
    #expect(try await target.queryWithinBudget(Targets.points(10)).isEmpty)
    #expect(target.batches.count <= 10)
  }

  @Test func otherErrorsPass() async {
    let target = ScriptedOracle { _ throws(OracleError) in
      throw OracleError(.ledger, "the disk is full")
    }
    await #expect(throws: OracleError(.ledger, "the disk is full")) {
      try await target.queryWithinBudget(Targets.points(10))
    }
  }

  @Test func anAnswerThatIsNoneIsRefused() async {
    let good = Prediction(probabilities: [0.5, 0.5])
    #expect(await !isUnsuitable([good, Prediction(label: 3)]))
    #expect(await isUnsuitable([good]))
    #expect(await isUnsuitable([good, good, good]))
    for wrong in [Double.nan, -0.1, 1.1, .infinity, -.infinity] {
      #expect(await isUnsuitable([good, Prediction(label: 0, scores: .all([wrong, 0.5]))]))
      #expect(await isUnsuitable([good, Prediction(label: 0, scores: .top(wrong))]))
    }
    #expect(await isUnsuitable([good, Prediction(label: 2, scores: .all([0.5, 0.5]))]))
    #expect(await isUnsuitable([good, Prediction(label: -1)]))
    #expect(await isUnsuitable([good, Prediction(label: 0, scores: .all([]))]))
  }
}
