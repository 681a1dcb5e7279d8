import ArgumentParser
import Estimators
import Experiments
import Foundation
import ModelExtraction
import Oracles

extension ExtractCommand {
  /// How a decision tree is taken apart.
  struct TreeOptions: ParsableArguments {
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("Find thresholds to within this much.", valueName: "x"))
    var epsilon = 1e-3
    @Flag(help: "The target doesn't list the features that it looked at.") var noFields = false
    @Flag(help: "The target takes complete rows only.") var complete = false

    func validate() throws {
      guard (1e-12...1e12).contains(epsilon) else {
        throw ValidationError("--epsilon lies from 1e-12 to 1e12, not at \(epsilon)")
      }
    }
  }

  /// Steals a decision tree.
  func extract(_ file: TreeFile, notes: [String]) async throws {
    let kind = try treeAttack()
    var run = TreeExtractionRun(against: file, with: try attack(kind))
    run.filters = service.filters + (tree.noFields ? [.withoutFields] : [])
    run.budget = budget
    run.price = service.price
    run.ledger = ledger
    run.seed = common.seed
    let rows = try EvaluationRows(for: file, rowsAt: evaluateWith, seed: common.seed)
    let outcome = try await ProgressBar.following { try await run.run() }
    if let out { try outcome.copy.write(to: out) }
    let summary = TreeExtractionSummary(
      outcome, attack: kind.rawValue,
      fidelity: Fidelity(of: outcome.extraction.copy, with: file.tree, on: rows),
      notes: notes + (rows.note.map { [$0] } ?? []), out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }

  private func treeAttack() throws -> TreeAttackKind {
    guard let attack else { return .adaptive }
    guard let kind = attack.tree else {
      throw ValidationError(
        "--attack \(attack.rawValue) is not for decision trees, and \(target) holds one: "
          + TreeAttackKind.allCases.map(\.rawValue).formatted(.list(type: .or)))
    }
    return kind
  }

  private func attack(_ kind: TreeAttackKind) throws -> any TreeAttack {
    if knowledge.model != nil || knowledge.method != nil || knowledge.hidden != nil
      || queries != nil || points != nil
    {
      throw ValidationError(
        "\(target) holds a decision tree, which --model, --method, --hidden, --queries and --points "
          + "are not for: leave them out")
    }
    if service.labelOnly {
      guard kind == .adaptive else {
        throw ValidationError(
          "--label-only leaves a tree's nodes without identities: only --attack adaptive tries then"
        )
      }
      return AdaptiveTreeExtraction.labelsOnly(epsilon: tree.epsilon)
    }
    if tree.complete, kind == .topDown {
      throw ValidationError("--attack top-down asks rows that lack features: leave --complete out")
    }
    return kind.attack(
      epsilon: tree.epsilon, usesFields: !tree.noFields, usesIncompleteQueries: !tree.complete)
  }
}
