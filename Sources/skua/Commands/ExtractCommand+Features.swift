import ArgumentParser
import Estimators
import Experiments
import ModelExtraction
import Oracles

extension ExtractCommand {
  /// Steals a regression with its hidden feature extraction.
  func extract(_ file: BinnedFile) async throws {
    guard attack == nil || attack == .featureRecovery else {
      throw ValidationError(
        "\(target) holds a binned regression, which --attack feature-recovery takes apart")
    }
    var run = FeatureExtractionRun(against: file, try attackPlan(.featureRecovery))
    run.filters = service.filters
    run.budget = budget
    run.price = service.price
    run.check = check
    run.ledger = ledger
    run.seed = common.seed
    let rows = try EvaluationRows(for: file, rowsAt: evaluateWith, seed: common.seed)
    let result = try await ProgressBar.following { try await run.run() }
    guard case .binned(let copy) = result.copy else { return }
    if let out { try copy.write(to: out) }
    let summary = AttackSummary(
      result, fidelity: Fidelity(of: copy.model, with: file.model, on: rows),
      notes: rows.note.map { [$0] } ?? [], out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }

  /// What is asked for, as a plan.
  func attackPlan(_ attack: AttackName) throws -> RemotePlan.AttackPlan {
    var plan = RemotePlan.AttackPlan(attack.rawValue)
    plan.kind = knowledge.model?.kind
    plan.usesPaperMethod = knowledge.method?.method == .paper
    plan.hidden = knowledge.hidden.flatMap(Int.init)
    plan.queries = queries
    plan.epsilon = tree.epsilon
    plan.usesFields = !tree.noFields
    plan.usesIncompleteQueries = !tree.complete
    plan.wholeNumbers = Set((wholeNumbers ?? "").split(separator: ",").map(String.init)).sorted()
    return plan
  }
}
