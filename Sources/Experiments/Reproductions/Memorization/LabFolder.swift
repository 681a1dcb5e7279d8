import Foundation
import Memorization
import Reports

/// A lab on disk: its text, its truth, and the models that were trained on it.
public struct LabFolder: Sendable {
  /// The folder of the text: `train.jsonl`, `held-out.jsonl`, `prefixes.jsonl`, `truth.jsonl`.
  public let text: String
  /// The folder whose subfolders are the models.
  public let models: String
  /// The largest model.
  public let target: String
  /// The others, the smallest first, under the names that the paper's metrics have.
  public let references: [AuditPlan.Reference]
  /// How the models were trained, the smallest first.
  public let trainings: [LabBuildSummary.Model]

  /// How the largest was trained, if that is on record.
  var training: LabBuildSummary.Model? { trainings.first { $0.name == target } }

  /// A lab that `skua lab build` made, or the one that Skua ships.
  ///
  /// The shipped models come with the size and the seed of their text, which is written anew into
  /// `cache` when it isn't there.
  /// - Throws: `MemorizationError` if the folder is no lab or holds fewer than two models;
  ///   `EstimatorError` if what Skua ships is not beside the program.
  public init(_ folder: String?, cache: String) throws {
    if let folder {
      text = folder
      models = folder
    } else {
      let shipped = try ShippedLab()
      models = shipped.folder
      text = "\(cache)/lab-\(shipped.plan.size.rawValue)-\(shipped.plan.seed)"
      try shipped.writeText(to: text)
    }
    let all = LabModel.allCases.map(\.rawValue).filter { [models] in
      FileManager.default.fileExists(atPath: "\(models)/\($0)/config.json")
    }
    if folder != nil,
      let name = all.first(where: { [models] in !Self.isTrained("\(models)/\($0)") })
    {
      throw MemorizationError(
        .input,
        "\(models)/\(name) is still being trained: wait for 'skua lab build', or run it again")
    }
    guard let largest = all.last, all.count > 1 else {
      throw MemorizationError(
        .input,
        "\(models): an audit of the lab needs two trained models of S, M and XL; 'skua lab build' makes "
          + "them")
    }
    target = largest
    trainings = try LabBuildSummary(readingFrom: models).models.filter { all.contains($0.name) }
    let names = ["S": "small", "M": "medium"]
    references = all.dropLast().map { [models] in
      AuditPlan.Reference("\(models)/\($0)", name: names[$0])
    }
  }

  /// Whether a build has finished a model: before, its folder holds weights that nobody trained.
  private static func isTrained(_ model: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(model)/\(LabBuild.finalModel)/config.json")
  }

  /// The audit of the largest model with everything that is known.
  public func plan(samples: Int, seed: UInt64) -> AuditPlan {
    var plan = AuditPlan(model: "\(models)/\(target)")
    plan.references = references
    plan.corpus = ["\(text)/train.jsonl"]
    plan.heldOut = "\(text)/held-out.jsonl"
    plan.truth = "\(text)/truth.jsonl"
    plan.prefixes = "\(text)/prefixes.jsonl"
    plan.samples = samples
    plan.selection = .paper(of: samples)
    plan.seed = seed
    return plan
  }
}

extension LabBuildSummary.Model {
  /// "XL: 3.8 million parameters, 4 epochs, loss 2.1 on training text and 2.2 on held-out text."
  var sentence: String {
    "\(name): \(NumberFormat.count(parameters)) parameters, \(NumberFormat.decimal(epochs, places: 1)) "
      + "epochs, loss \(NumberFormat.decimal(trainLoss)) nats per token on text trained on, "
      + "\(NumberFormat.decimal(heldOutLoss)) on held-out text."
  }
}
