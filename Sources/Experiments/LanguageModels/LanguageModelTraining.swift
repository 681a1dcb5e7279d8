import Foundation
public import LanguageModels
import LinearAlgebra
public import Memorization

/// Trains a language model on text and writes it as a Hugging Face folder.
///
/// The folder also holds `training.checkpoint`, from which a run that was interrupted goes on, and
/// `training.jsonl`, the log.
public struct LanguageModelTraining: Sendable {
  /// A file or folder of text.
  public var corpus: String
  /// The folder to write.
  public var out: String
  /// Blocks of the model.
  public var layers: Int
  /// Width of the residual stream.
  public var width: Int
  /// Attention heads.
  public var heads: Int
  /// Tokens that the model reads at once.
  public var context: Int
  /// Entries of the vocabulary at most.
  public var vocabulary: Int
  /// A folder whose tokenizer is used in place of a new one.
  public var tokenizer: String?
  /// Strings that must leave no trace in the vocabulary.
  public var excluding: [String]
  /// Documents held out, chosen at random.
  public var heldOut: Int
  /// A file or folder of documents held out, in place of a random choice.
  public var heldOutCorpus: String?
  /// Folders inside `out` that keep the model as it is after a number of steps, in bfloat16.
  public var milestones: [Int: String]
  /// How to train.
  public var plan: TrainingPlan
  /// Makes the plan a private one once the documents are counted, in place of its own `privacy`.
  public var privacy: PrivacyRequest?

  /// A training of a model of a shape.
  public init(
    corpus: String, out: String, layers: Int, width: Int, heads: Int, context: Int,
    vocabulary: Int, tokenizer: String? = nil, excluding: [String] = [], heldOut: Int = 0,
    heldOutCorpus: String? = nil, milestones: [Int: String] = [:], plan: TrainingPlan,
    privacy: PrivacyRequest? = nil
  ) {
    self.corpus = corpus
    self.out = out
    self.layers = layers
    self.width = width
    self.heads = heads
    self.context = context
    self.vocabulary = vocabulary
    self.tokenizer = tokenizer
    self.excluding = excluding
    self.heldOut = heldOut
    self.heldOutCorpus = heldOutCorpus
    self.milestones = milestones
    self.plan = plan
    self.privacy = privacy
  }

  /// Trains, or goes on where an earlier run with the same options ended.
  ///
  /// - Parameters:
  ///   - report: Called with what happened while the text was read.
  ///   - log: Called after each step.
  /// - Throws: `LanguageModelError` or `MemorizationError`; the last checkpoint stays.
  public func run(
    report: (CorpusReading) -> Void = { _ in },
    _ log: (TrainingRecord) throws -> Void = { _ in }
  ) throws -> LanguageModelSummary {
    let (documents, reading) = try CorpusSource([corpus]).documents()
    report(reading)
    let plan = try resolvedPlan(documents: documents.count - (heldOutCorpus == nil ? heldOut : 0))
    let tokenizer = try tokenizer(for: documents)
    guard let endOfText = tokenizer.endOfText else {
      throw LanguageModelError(.format, "the tokenizer has no <|endoftext|> token")
    }
    let configuration = GPT2Configuration(
      vocabulary: tokenizer.vocabularySize, context: context, layers: layers, width: width,
      heads: heads, endOfText: endOfText)
    let tokens = TrainingCorpusTokens.encode(documents, tokenizer)
    let trainer = try GPT2Trainer(
      plan, configuration, try corpus(of: tokens, tokenizer, endOfText))
    let journal = try TrainingLog("\(out)/training.jsonl")
    let checkpoint = "\(out)/training.checkpoint"
    let resumes = FileManager.default.fileExists(atPath: checkpoint)
    var state =
      resumes ? try TrainingState(checkpoint, plan: plan, configuration) : trainer.start()
    try ModelFolder.write(configuration, state.parameters, to: out)
    try tokenizer.write(to: out)
    var last: TrainingRecord?
    let first = state.step
    try journal.keep(first)
    let start = ContinuousClock.now
    for end in (milestones.keys.filter { $0 < plan.steps && $0 >= first } + [plan.steps]).sorted() {
      try trainer.run(&state, upTo: end, checkpoint: { try $0.write(to: checkpoint) }) { record in
        try journal.append(record)
        try log(record)
        last = record
      }
      if let name = milestones[end] { try keep(state, configuration, tokenizer, as: name) }
    }
    try ModelFolder.write(configuration, state.parameters, to: out)
    let corpusTokens = tokens.reduce(0) { $0 + $1.count }
    return LanguageModelSummary(
      parameters: configuration.parameterCount, vocabulary: configuration.vocabulary,
      documents: documents.count, corpusTokens: corpusTokens,
      steps: state.step, resumedAt: resumes ? first : nil,
      loss: last?.loss?.finite,
      heldOutLoss: last?.heldOutLoss?.finite, seconds: start.duration(to: .now).seconds,
      privacy: try plan.privacy.map { try summary(of: $0, trainer, steps: state.step) },
      out: out)
  }

  /// The plan for a number of documents to train on.
  private func resolvedPlan(documents: Int) throws(LanguageModelError) -> TrainingPlan {
    guard let privacy else { return plan }
    var plan = plan
    plan.privacy = try privacy.plan(documents: max(0, documents), steps: plan.steps)
    return plan
  }

  /// What a private training guarantees, and what its guarantee doesn't reach.
  private func summary(
    of privacy: PrivacyPlan, _ trainer: GPT2Trainer, steps: Int
  ) throws(LanguageModelError) -> PrivacySummary {
    var summary = try PrivacySummary(privacy, steps: steps)
    summary.notes += [
      "the guarantee is of the weights, and for whoever doesn't know the seed, from which the noise "
        + "follows",
      "losses, here and in training.jsonl, are measured without noise: keep them with the text, and "
        + "training.checkpoint, which holds the seed",
    ]
    if trainer.plan.seed <= 1 {
      summary.notes.append(
        "the seed is \(trainer.plan.seed), which anybody guesses: give a secret --seed")
    }
    let documents = trainer.corpus.documents.count
    if privacy.delta * Double(documents) >= 1 {
      summary.notes.append(
        "delta is not below one in \(documents), the number of documents: publishing one of them as it "
          + "is would be within it")
    }
    if tokenizer == nil {
      summary.notes.append(
        "the vocabulary was learned from the text without noise: the guarantee doesn't cover it; "
          + "--tokenizer takes one of other text")
    }
    return summary
  }

  /// What to train on and what to measure on.
  private func corpus(
    of tokens: [[Token]], _ tokenizer: BytePairTokenizer, _ endOfText: Token
  ) throws -> TrainingCorpus {
    guard let heldOutCorpus else {
      return try TrainingCorpus(
        documents: tokens, endOfText: endOfText, heldOut: heldOut, seed: plan.seed)
    }
    let (documents, _) = try CorpusSource([heldOutCorpus]).documents()
    return TrainingCorpus(
      training: tokens, heldOut: TrainingCorpusTokens.encode(documents, tokenizer),
      endOfText: endOfText)
  }

  /// Keeps the model as it is now in a folder of its own.
  private func keep(
    _ state: TrainingState, _ configuration: GPT2Configuration, _ tokenizer: BytePairTokenizer,
    as name: String
  ) throws {
    try ModelFolder.write(
      configuration, state.parameters, to: "\(out)/\(name)", precision: .bfloat16)
    try tokenizer.write(to: "\(out)/\(name)")
  }

  /// The tokenizer of another folder, of an interrupted run, or a new one.
  private func tokenizer(for documents: [[UInt8]]) throws -> BytePairTokenizer {
    if let tokenizer { return try BytePairTokenizer(folder: tokenizer) }
    if FileManager.default.fileExists(atPath: "\(out)/training.checkpoint") {
      return try BytePairTokenizer(folder: out)
    }
    return try BytePairTraining(vocabularySize: vocabulary, excluding: excluding).fit(documents)
  }
}

/// Tokens of many documents.
enum TrainingCorpusTokens {
  /// Encodes documents on all cores.
  static func encode(_ documents: [[UInt8]], _ tokenizer: BytePairTokenizer) -> [[Token]] {
    var result = [[Token]](repeating: [], count: documents.count)
    result.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(documents.count, grain: 1) { i, _ in
        target[i] = tokenizer.encode(documents[i])
      }
    }
    return result
  }
}
