import Foundation
public import LanguageModels
import LinearAlgebra
public import Memorization

/// Builds a lab: its text, its vocabulary and its models, in a folder.
///
/// Everything but the losses is a function of the plan. A build that was interrupted goes on when
/// it is asked for again.
public struct LabBuild: Sendable {
  /// Size and seed.
  public var plan: LabPlan
  /// The folder to write.
  public var out: String
  /// A file or folder of text to plant into; the lab's own text without it.
  public var text: String?
  /// The models to train, in order; none for the text alone.
  public var models: [LabModel]
  /// Passes over the training text.
  public var epochs: Double

  /// A build.
  public init(
    plan: LabPlan, out: String, text: String? = nil, models: [LabModel] = LabModel.allCases,
    epochs: Double = 4
  ) {
    self.plan = plan
    self.out = out
    self.text = text
    self.models = models
    self.epochs = epochs
  }

  /// Tokens that a model reads at once, and tokens of a training sequence.
  public static let context = 320
  /// Sequences of a step.
  public static let batch = 8
  /// Entries of the vocabulary.
  public static let vocabulary = 1024
  /// The highest learning rate, falling to a tenth along a cosine.
  public static let learningRate: Float = 2e-3
  /// The folder, inside a model's own, of its final weights in bfloat16.
  public static let finalModel = "final"

  /// Writes the text and trains what is left to train.
  ///
  /// - Parameter log: Called after each step of a model.
  /// - Throws: `MemorizationError`, `LanguageModelError`; what was finished stays.
  public func run(
    _ log: (LabModel, TrainingRecord) throws -> Void = { _, _ in }
  ) throws -> LabBuildSummary {
    let lab = try lab()
    try keep(lab)
    var summary = summary(of: lab)
    try Lab.write(json: summary, to: "\(out)/lab.json")
    guard !models.isEmpty else { return summary }
    let tokenizer = try tokenizer(of: lab)
    let documents = TrainingCorpusTokens.encode(lab.training.map { Array($0.text.utf8) }, tokenizer)
    summary.trainingTokens = documents.reduce(0) { $0 + $1.count + 1 }
    let natural = lab.training.filter { !$0.isPlanted }.prefix(lab.heldOut.count)
    for model in models {
      let training = training(model, tokens: summary.trainingTokens)
      if summary.models.contains(where: {
        $0.name == model.rawValue && $0.steps == training.plan.steps
      }) {
        continue
      }
      let result = try training.run(report: { _ in }) { try log(model, $0) }
      let evaluation = try LoadedLoss(training)
      summary.add(
        LabBuildSummary.Model(
          name: model.rawValue, parameters: result.parameters, steps: result.steps,
          epochs: Double(result.steps * Self.batch * Self.context) / Double(summary.trainingTokens),
          trainLoss: try evaluation.loss(Array(natural)),
          heldOutLoss: try evaluation.loss(lab.heldOut),
          seconds: result.seconds))
      try Lab.write(json: summary, to: "\(out)/lab.json")
    }
    return summary
  }

  /// Writes the text and the vocabulary, or checks that they stand there, and trains nothing.
  ///
  /// - Returns: Tokens of the text to train on.
  func preparedTokens() throws -> Int {
    let lab = try lab()
    try keep(lab)
    try Lab.write(json: summary(of: lab), to: "\(out)/lab.json")
    let tokenizer = try tokenizer(of: lab)
    return TrainingCorpusTokens.encode(lab.training.map { Array($0.text.utf8) }, tokenizer)
      .reduce(0) { $0 + $1.count + 1 }
  }

  /// What is known before anything is trained: the text, and the models that an earlier call finished.
  private func summary(of lab: Lab) -> LabBuildSummary {
    let description = lab.description
    // A folder without a summary, or with one of another version, holds nothing finished.
    let earlier = try? LabBuildSummary(readingFrom: out)
    let isSame = earlier?.corpus == description
    let finished = isSame ? earlier?.models.filter(isFinished) ?? [] : []
    let names = Set(models.map(\.rawValue) + finished.map(\.name))
    var summary = LabBuildSummary(command: command(names), corpus: description, out: out)
    summary.trainingTokens = isSame ? earlier?.trainingTokens ?? 0 : 0
    summary.models = finished
    return summary
  }

  private func isFinished(_ model: LabBuildSummary.Model) -> Bool {
    LabModel(rawValue: model.name) != nil
      && FileManager.default.fileExists(
        atPath: "\(out)/\(model.name)/\(Self.finalModel)/config.json")
  }

  /// The lab of the plan, or the user's text with plantings.
  func lab() throws -> Lab {
    guard let text else { return Lab(plan) }
    let documents = try CorpusSource([text]).documents().texts.enumerated().map { number, bytes in
      LabDocument(id: "\(number)", kind: "text", text: String(decoding: bytes, as: UTF8.self))
    }
    return try Lab(plan, text: documents)
  }

  /// Writes the text, or checks that the same text stands there.
  private func keep(_ lab: Lab) throws {
    let truth = "\(out)/truth.jsonl"
    guard FileManager.default.fileExists(atPath: truth),
      FileManager.default.fileExists(atPath: "\(out)/lab.json")
    else { return try lab.write(to: out) }
    guard try Lab.readTruth(truth) == lab.truth else {
      throw MemorizationError(
        .input, "\(out) holds a lab of another plan or version: give another --out")
    }
  }

  /// The vocabulary, learned from documents into which nothing was planted.
  func tokenizer(of lab: Lab) throws -> BytePairTokenizer {
    let folder = "\(out)/tokenizer"
    if FileManager.default.fileExists(atPath: folder) {
      return try BytePairTokenizer(folder: folder)
    }
    let natural = lab.training.lazy.filter { !$0.isPlanted }.map { Array($0.text.utf8) }
    let tokenizer = try BytePairTraining(vocabularySize: Self.vocabulary).fit(natural)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try tokenizer.write(to: folder)
    return tokenizer
  }

  /// The training of a model on so many tokens of the lab's text.
  func training(_ model: LabModel, tokens: Int) -> LanguageModelTraining {
    let perEpoch = Double(tokens) / Double(Self.batch * Self.context)
    let steps = max(1, Int((epochs * perEpoch).rounded()))
    var milestones: [Int: String] = [:]
    for epoch in 1..<max(2, Int(epochs.rounded(.up))) where Double(epoch) < epochs {
      milestones[Int((Double(epoch) * perEpoch).rounded())] = "epoch-\(epoch)"
    }
    milestones[steps] = Self.finalModel
    return LanguageModelTraining(
      corpus: "\(out)/train.jsonl", out: "\(out)/\(model.rawValue)", layers: model.layers,
      width: model.width, heads: model.heads, context: Self.context, vocabulary: Self.vocabulary,
      tokenizer: "\(out)/tokenizer", heldOutCorpus: "\(out)/held-out.jsonl",
      milestones: milestones,
      plan: TrainingPlan(
        steps: steps, batch: Self.batch, positions: Self.context,
        learningRate: Self.learningRate, minimumLearningRate: Self.learningRate / 10,
        warmUp: min(100, steps / 4), evaluateEvery: 100, checkpointEvery: 100, seed: plan.seed))
  }

  /// The command that makes the lab with models of these names again.
  private func command(_ names: Set<String>) -> String {
    var words = ["skua lab build --size \(plan.size.rawValue) --seed \(plan.seed)"]
    if let text { words.append("--text \(text)") }
    let models = LabModel.allCases.map(\.rawValue).filter(names.contains)
    if models.isEmpty {
      words.append("--corpus-only")
    } else if models.count < LabModel.allCases.count {
      words.append("--models \(models.joined(separator: ","))")
    }
    if epochs != 4 { words.append("--epochs \(epochs)") }
    return (words + ["--out \(out)"]).joined(separator: " ")
  }
}
