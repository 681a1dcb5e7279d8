import ArgumentParser
import Experiments
import LanguageModels

/// `skua lm`: language models.
struct LanguageModelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lm",
    abstract: "Trains, samples and scores language models of the GPT-2 family.",
    discussion: """
      MODEL is a Hugging Face folder: config.json, safetensors and tokenizer files.

      EXAMPLES
        skua lm train --corpus notes/ --layers 4 --width 96 --heads 4 --vocabulary 1024 --steps 500 --out lm
        skua lm sample lm --prompt "The" --count 3 --length 40
        skua lm score lm letter.txt
        skua lm privacy --noise-multiplier 1 --sampling-rate 0.01 --steps 1000
        skua lm tokenize lm letter.txt
      """,
    subcommands: [
      LanguageModelTrainCommand.self, SampleCommand.self, SearchCommand.self, ScoreCommand.self,
      TokenizeCommand.self, PrivacyCommand.self,
    ])
}

/// How a model's numbers are held.
struct ModelOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A folder with a language model.", valueName: "model"))
  var model: String

  @Option(help: "float32 or bfloat16; bfloat16 where the processor multiplies it.")
  var precision: PrecisionName?

  /// Opens the model.
  func load() throws -> LoadedLanguageModel {
    try LoadedLanguageModel(folder: model, precision: precision?.precision ?? .preferred)
  }
}

/// The precisions by name.
enum PrecisionName: String, ExpressibleByArgument, CaseIterable {
  case float32, bfloat16

  var precision: Precision {
    switch self {
    case .float32: .float32
    case .bfloat16: .bfloat16
    }
  }
}
