import ArgumentParser
import Experiments
import Foundation
import LanguageModels
import Memorization

/// `skua lm train`: a small GPT-2 from text.
struct LanguageModelTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a small GPT-2 on text and writes a Hugging Face folder.",
    discussion: """
      A folder is read as one document per file, a .jsonl file as one per line (key 'text'), any other file \
      as one document; .gz and .zst are read too. A run that was interrupted goes on where its last checkpoint stands.

      With --privacy-epsilon or --noise-multiplier the training is differentially private, by document: each step \
      takes every document by chance, one window of it, shortens its gradient and adds noise. --batch, \
      --accumulate and --clip then play no part. Whoever knows the --seed knows the noise.

      EXAMPLES
        skua lm train --corpus notes/ --layers 4 --width 96 --heads 4 --vocabulary 1024 --steps 500 --out lm
        skua lm train --corpus texts.jsonl --steps 2000 --held-out 50 --out lm
        skua lm train --corpus notes/ --tokenizer gpt2/ --steps 100 --out lm
        skua lm train --corpus texts.jsonl --privacy-epsilon 8 --steps 1000 --seed 712033 --out lm
      """)

  @Option(help: ArgumentHelp("Text to train on.", valueName: "file|folder"))
  var corpus: String

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var out: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Blocks of the model.", valueName: "n"))
  var layers = 4

  @Option(parsing: .unconditional, help: ArgumentHelp("Width of the model.", valueName: "n"))
  var width = 96

  @Option(parsing: .unconditional, help: ArgumentHelp("Attention heads.", valueName: "n"))
  var heads = 4

  @Option(parsing: .unconditional, help: ArgumentHelp("Tokens read at once.", valueName: "n"))
  var context = 320

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Entries of the vocabulary.", valueName: "n"))
  var vocabulary = 1024

  @Option(help: ArgumentHelp("Use the tokenizer of this folder.", valueName: "folder"))
  var tokenizer: String?

  @Option(
    help: ArgumentHelp(
      "A file of strings, one per line, that leave no trace in the vocabulary.", valueName: "file"))
  var exclude: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Steps of the optimiser.", valueName: "n"))
  var steps = 1000

  @Option(parsing: .unconditional, help: ArgumentHelp("Sequences per pass.", valueName: "n"))
  var batch = 16

  @Option(parsing: .unconditional, help: ArgumentHelp("Passes per step.", valueName: "n"))
  var accumulate = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens per sequence; the context by default, 256 at most.", valueName: "n"))
  var positions: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("The highest learning rate.", valueName: "x"))
  var learningRate: Float = 1e-3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The last learning rate; a tenth of the highest by default.", valueName: "x")
  )
  var minimumLearningRate: Float?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps over which the learning rate rises.", valueName: "n"))
  var warmUp = 100

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Decay of matrices.", valueName: "x"))
  var weightDecay: Float = 0.1

  @Option(parsing: .unconditional, help: ArgumentHelp("The longest gradient.", valueName: "x"))
  var clip: Float = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("Documents held out.", valueName: "n"))
  var heldOut = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps between measurements on held-out documents.", valueName: "n"))
  var evaluateEvery = 100

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Steps between checkpoints.", valueName: "n"))
  var checkpointEvery = 500

  @Option(
    help: "Products in float32 or bfloat16; bfloat16 where the processor multiplies it.")
  var precision: PrecisionName?

  @OptionGroup(title: "Differential privacy") var privacy: PrivacyOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--layers", layers, in: 1...1024)
    try Self.check("--width", width, in: 1...16384)
    try Self.check("--heads", heads, in: 1...1024)
    try Self.check("--context", context, in: 2...65536)
    try Self.check("--vocabulary", vocabulary, in: 257...1_000_000)
    try Self.check("--steps", steps, in: 1...100_000_000)
    try Self.check("--batch", batch, in: 1...4096)
    try Self.check("--accumulate", accumulate, in: 1...4096)
    try Self.check("--positions", positions, in: 1...context)
    try Self.check("--warm-up", warmUp, in: 0...100_000_000)
    try Self.check("--held-out", heldOut, in: 0...100_000_000)
    try Self.check("--evaluate-every", evaluateEvery, in: 1...100_000_000)
    try Self.check("--checkpoint-every", checkpointEvery, in: 1...100_000_000)
    guard width % heads == 0 else {
      throw ValidationError("--heads \(heads) does not divide --width \(width)")
    }
    for (name, value) in [("--learning-rate", learningRate), ("--clip", clip)]
    where !(value > 0 && value.isFinite) {
      throw ValidationError("\(name) is above 0, not \(value)")
    }
    guard weightDecay >= 0 else {
      throw ValidationError("--weight-decay is 0 or above, not \(weightDecay)")
    }
  }

  func run() async throws {
    var notes: [String] = []
    let summary = try await ProgressBar.following {
      try training().run(report: { notes = $0.notes })
    }
    Terminal.tell(notes: notes + (summary.privacy?.notes ?? []))
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }

  private func training() throws -> LanguageModelTraining {
    LanguageModelTraining(
      corpus: corpus, out: out, layers: layers, width: width, heads: heads, context: context,
      vocabulary: vocabulary, tokenizer: tokenizer, excluding: try excluded(), heldOut: heldOut,
      plan: TrainingPlan(
        steps: steps, batch: batch, accumulation: accumulate,
        positions: positions ?? min(256, context), learningRate: learningRate,
        minimumLearningRate: minimumLearningRate ?? learningRate / 10,
        warmUp: min(warmUp, steps / 2), weightDecay: weightDecay, clip: clip,
        evaluateEvery: evaluateEvery, checkpointEvery: checkpointEvery, seed: common.seed,
        precision: precision?.precision ?? .preferred),
      privacy: privacy.request)
  }

  private func excluded() throws -> [String] {
    guard let exclude else { return [] }
    guard let data = FileManager.default.contents(atPath: exclude) else {
      throw LanguageModelError(.file, "\(exclude): there is no such file, or it can't be read")
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
