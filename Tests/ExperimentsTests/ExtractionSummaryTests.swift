import Estimators
import Experiments
import Foundation
import ModelExtraction
import Testing

@Suite struct ExtractionSummaryTests {
  private func summary(
    _ change: (inout ExtractionRun) -> Void = { _ in }, comparing: Bool = true
  ) async throws -> [String: Any] {
    let file = try Fixture.target()
    var run = ExtractionRun(against: file, with: EquationSolving(.softmax))
    run.price = 0.5
    change(&run)
    let outcome = try await run.run()
    let data = EvaluationData(for: file, points: 100, seed: 1)
    return try Fixture.json(
      ExtractionSummary(
        outcome,
        fidelity: comparing
          ? Fidelity(of: outcome.copy.stored, with: file.stored, on: data) : nil,
        notes: ["a note"], out: nil))
  }

  @Test func theSummaryHoldsTheKeysOfTheContract() async throws {
    let json = try await summary()
    let keys: Set = [
      "attack", "model", "unknowns", "queries", "seconds", "check_queries", "price", "converged",
      "fidelity",
    ]
    #expect(keys.isSubset(of: json.keys))
    #expect(json["attack"] as? String == "equation-solving")
    #expect(json["model"] as? String == "softmax")
    #expect(json["unknowns"] as? Int == 15)
    #expect(json["queries"] as? Int == 5)
    #expect(json["check_queries"] as? Int == 20)
    #expect(json["price"] as? Double == 2.5)
    #expect(json["check_price"] as? Double == 10)
    #expect(json["converged"] as? Bool == true)
    let fidelity = try #require(json["fidelity"] as? [String: Any])
    #expect(fidelity["test"] as? Double == 1)
    #expect(fidelity["uniform"] as? Double == 1)
    #expect(try #require(fidelity["test_tv"] as? Double) < 1e-9)
    #expect(try #require(fidelity["uniform_tv"] as? Double) < 1e-9)
    #expect((json["notes"] as? [String])?.last == "a note")
  }

  @Test func whatIsMissingIsNull() async throws {
    let json = try await summary({ $0.check = 0 }, comparing: false)
    for key in ["check", "fidelity", "out"] { #expect(json[key] is NSNull) }
    #expect(json["check_queries"] as? Int == 0)
  }

  @Test func theEstimateOfTheAttackerHoldsFractions() async throws {
    let check = try #require(try await summary()["check"] as? [String: Any])
    #expect(check["disagreement"] as? Double == 0)
    let bound = try #require(check["disagreement_bound"] as? Double)
    #expect(abs(bound - 0.139) < 1e-3)
    #expect(try #require(check["mean_tv"] as? Double) < 1e-9)
  }
}
