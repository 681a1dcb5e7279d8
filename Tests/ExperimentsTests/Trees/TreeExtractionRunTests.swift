import Estimators
import Foundation
import ModelExtraction
import Oracles
import Testing

@testable import Experiments

@Suite struct TreeExtractionRunTests {
  private func target() throws -> TreeFile {
    try TreeTraining(
      on: DataSource(Fixture.subscribers, options: DatasetOptions(target: "tier")),
      limits: TreeLimits(minimumLeafSize: 8)
    ).run().file
  }

  @Test(arguments: TreeAttackKind.allCases)
  func aTreeTrainedOnMixedColumnsIsStolen(kind: TreeAttackKind) async throws {
    let file = try target()
    let run = TreeExtractionRun(against: file, with: kind.attack(epsilon: 1e-3))
    let outcome = try await run.run()
    #expect(outcome.spent == outcome.extraction.queries)
    let rows = try EvaluationRows(for: file, seed: 1)
    let summary = TreeExtractionSummary(
      outcome, attack: kind.rawValue,
      fidelity: Fidelity(of: outcome.copy.tree, with: file.tree, on: rows), notes: [], out: nil)
    let json = try Fixture.json(summary)
    for key in [
      "attack", "model", "unknowns", "queries", "seconds", "check_queries", "price", "converged",
      "fidelity", "leaves", "identities", "depth", "rounds", "structure_equal",
    ] { #expect(json[key] != nil, "\(key)") }
    let fidelity = try #require(json["fidelity"] as? [String: Any])
    #expect(try #require(fidelity["test"] as? Double) >= (kind == .pathFinding ? 0.9 : 1))
    if kind == .adaptive { #expect(json["structure_equal"] as? Bool == true) }
    #expect(summary.text.contains("queries in"))
  }

  @Test func aRunContinuesFromItsLedger() async throws {
    let file = try target()
    try await Fixture.withTemporaryFolder { folder in
      var run = TreeExtractionRun(against: file, with: AdaptiveTreeExtraction())
      let whole = try await run.run()
      run.ledger = folder.appending(path: "run.ledger").path
      run.budget = whole.spent / 2
      let half = try await run.run()
      #expect(half.extraction.isPartial && half.spent == whole.spent / 2)
      run.budget = nil
      let rest = try await run.run()
      #expect(rest.copy.tree == whole.copy.tree && rest.spent == whole.spent)
    }
  }

  @Test func anotherTargetsLedgerIsRefused() async throws {
    let file = try target()
    try await Fixture.withTemporaryFolder { folder in
      var run = TreeExtractionRun(against: file, with: AdaptiveTreeExtraction())
      run.ledger = folder.appending(path: "run.ledger").path
      run.budget = 20
      _ = try await run.run()
      run.filters = [.rounded(decimals: 1)]
      await #expect {
        try await run.run()
      } throws: {
        ($0 as? OracleError)?.code == .ledger
      }
    }
  }
}
