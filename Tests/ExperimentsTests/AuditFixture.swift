import Foundation
import LanguageModels
import Memorization

@testable import Experiments

/// Two small models that know a few documents by heart, trained once for all tests.
struct AuditFixture: Sendable {
  /// Where models and texts lie.
  let folder: String
  /// The documents of the training text.
  let documents: [String]

  var target: String { "\(folder)/target" }
  var corpus: String { "\(folder)/corpus.jsonl" }

  static let shared = Task { try AuditFixture() }

  private init() throws {
    let lab = Lab(LabPlan(size: .tiny, seed: 4))
    let contact =
      "Write to Ada Muster, ada.muster@example.org, +1 212 555 0147, and say that the skua robs."
    documents =
      lab.training.filter { !$0.isPlanted }.prefix(4).map { String($0.text.prefix(240)) }
      + [contact, contact, contact]
    folder = FileManager.default.temporaryDirectory.appending(path: "skua-audit-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.write(documents, to: corpus)
    try Self.write(lab.prefixes.map(\.text), to: "\(folder)/prefixes.jsonl")
    try Self.write(lab.heldOut.prefix(4).map(\.text), to: "\(folder)/held-out.jsonl")
    try train("target", width: 64, vocabulary: 400, steps: 300)
    try train("small", width: 16, vocabulary: 400, steps: 60, tokenizer: target)
    try train("foreign", width: 16, vocabulary: 300, steps: 60)
  }

  private func train(
    _ name: String, width: Int, vocabulary: Int, steps: Int, tokenizer: String? = nil
  ) throws {
    var plan = TrainingPlan(
      steps: steps, batch: 8, positions: 96, learningRate: 3e-3, minimumLearningRate: 3e-4,
      warmUp: 20, seed: 1)
    plan.checkpointEvery = steps
    _ = try LanguageModelTraining(
      corpus: corpus, out: "\(folder)/\(name)", layers: 2, width: width, heads: 2, context: 96,
      vocabulary: vocabulary, tokenizer: tokenizer, plan: plan
    ).run()
  }

  static func write(_ texts: [String], to path: String) throws {
    let lines = try texts.map { String(decoding: try JSONLine.data(["text": $0]), as: UTF8.self) }
    try Data(lines.joined().utf8).write(to: URL(filePath: path))
  }

  /// An audit of the target with few and short samples.
  func plan(samples: Int = 60) -> AuditPlan {
    var plan = AuditPlan(model: target)
    plan.references = [.init("\(folder)/small")]
    plan.corpus = [corpus]
    plan.prefixes = "\(folder)/prefixes.jsonl"
    plan.samples = samples
    plan.settings.length = 80
    plan.minimumMatch = 60
    plan.triviality.minimumEntropy = 40
    plan.seed = 3
    return plan
  }

  /// A store that no other test has.
  func store() -> String { "\(folder)/\(UUID())/runs.sqlite" }
}
