import Foundation
public import LanguageModels
import Memorization

extension LabBuild {
  /// The folder, inside the lab, of a model that is trained privately.
  public static func privateFolder(_ model: LabModel) -> String { "\(model.rawValue)-private" }

  /// The training of a model on the lab's text under differential privacy, for as many passes as
  /// the plan's `epochs`; its `run` trains and writes `S-private`, `M-private` or `XL-private`.
  ///
  /// The unit is a document: a string planted in r documents is protected as a group of r. Noise
  /// wants large batches, and forgives a learning rate that is a few times the usual. The vocabulary is the
  /// lab's, from documents without plantings.
  /// - Parameters:
  ///   - model: The shape.
  ///   - request: The noise or epsilon, and the batch.
  ///   - learningRate: The highest learning rate.
  ///   - folder: The folder inside the lab, `privateFolder` of the model by default.
  /// - Throws: `MemorizationError` if the text isn't written yet (`run` with no models does that), or
  ///   `LanguageModelError` if the request doesn't fit it.
  public func privateTraining(
    _ model: LabModel, _ request: PrivacyRequest, learningRate: Float = 2e-3,
    folder: String? = nil
  ) throws -> LanguageModelTraining {
    let split = try LabBuildSummary(readingFrom: out).corpus.splits["train"]
    guard let documents = split?.documents else {
      throw MemorizationError(.input, "\(out)/lab.json: tells of no text to train on")
    }
    if !FileManager.default.fileExists(atPath: "\(out)/tokenizer") {
      _ = try tokenizer(of: lab())
    }
    let passes = epochs * Double(documents) / Double(max(1, request.expectedBatch))
    let steps = max(1, Int(passes.rounded()))
    return LanguageModelTraining(
      corpus: "\(out)/train.jsonl", out: "\(out)/\(folder ?? Self.privateFolder(model))",
      layers: model.layers, width: model.width, heads: model.heads, context: Self.context,
      vocabulary: Self.vocabulary, tokenizer: "\(out)/tokenizer",
      heldOutCorpus: "\(out)/held-out.jsonl", milestones: [steps: Self.finalModel],
      plan: TrainingPlan(
        steps: steps, positions: Self.context, learningRate: learningRate,
        minimumLearningRate: learningRate / 10, warmUp: min(100, steps / 10), weightDecay: 0,
        evaluateEvery: 100, checkpointEvery: 100, seed: plan.seed,
        privacy: try request.plan(documents: documents, steps: steps)))
  }
}
