import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// The texts and models of a study of mitigations.
struct MitigationText {
  let study: MitigationStudy
  let truth: [PlantedItem]
  private let build: LabBuild
  private let tokens: Int

  /// Writes the lab's text unless it stands there.
  init(_ study: MitigationStudy) throws {
    self.study = study
    build = LabBuild(plan: study.plan, out: study.folder, models: [], epochs: study.epochs)
    tokens = try build.preparedTokens()
    truth = try Lab.readTruth("\(study.folder)/truth.jsonl")
  }

  /// The folder of a variant's model; what is filtered is the plain one.
  func folder(_ variant: MitigationStudy.Variant) -> String {
    "\(study.folder)/\(study.model.rawValue)-\(variant == .filtered ? "plain" : variant.rawValue)"
  }

  /// Trains a variant unless it is trained.
  ///
  /// - Returns: The seconds that took; `nil` if there was nothing to train.
  func train(_ variant: MitigationStudy.Variant) throws -> Double? {
    guard variant != .filtered else { return nil }
    let done = "\(folder(variant))/\(LabBuild.finalModel)/config.json"
    guard !FileManager.default.fileExists(atPath: done) else { return nil }
    return try training(variant).run().seconds
  }

  private func training(_ variant: MitigationStudy.Variant) throws -> LanguageModelTraining {
    if variant == .private {
      let documents =
        try LabBuildSummary(readingFrom: study.folder).corpus.splits["train"]?.documents ?? 0
      var build = build
      build.epochs = study.privatePasses
      return try build.privateTraining(
        study.model,
        PrivacyRequest(.epsilon(study.epsilon), expectedBatch: max(1, min(256, documents / 8))),
        learningRate: 5e-3,
        folder: URL(filePath: folder(variant)).lastPathComponent)
    }
    var training = build.training(study.model, tokens: tokens)
    training.corpus = try text(variant)
    training.out = folder(variant)
    training.milestones = [training.plan.steps: LabBuild.finalModel]
    return training
  }

  /// The file that a variant is trained on.
  private func text(_ variant: MitigationStudy.Variant) throws -> String {
    let whole = "\(study.folder)/train.jsonl"
    let out = "\(study.folder)/train-\(variant.rawValue).jsonl"
    guard variant != .plain else { return whole }
    guard !FileManager.default.fileExists(atPath: out) else { return out }
    let source = CorpusSource([whole])
    if variant == .deduplicated {
      _ = try CorpusDeduplication(source).run(writing: out)
    } else {
      _ = try CorpusRedaction(source).run(writing: out)
    }
    return out
  }
}
