import ArgumentParser
import Foundation
import LanguageModels

/// Does one piece of work with our engine; `Benchmarks/language_models.py` does it with peers, too.
@main
struct LanguageModelBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language-model-bench",
    abstract: "Measures Skua's language-model engine.",
    discussion: "Benchmarks/language_models.py calls these in turn with the peers.",
    subcommands: [
      SampleWork.self, ScoreWork.self, FirstTokenWork.self, TokenizeWork.self, TrainWork.self,
      LogitsWork.self,
    ])
}

/// What a piece of work took, printed as one JSON object.
struct WorkResult: Encodable {
  /// Tokens or bytes worked on.
  var count: Int
  /// Seconds of the work, without opening the model.
  var seconds: Double
  /// The most memory that no file backs, in bytes.
  var anonymousBytes = AnonymousMemory.peak
  var tokens: [Token]?

  func show() throws {
    print(String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}

/// The model of a piece of work.
struct BenchModel: ParsableArguments {
  @Argument var folder: String
  @Flag(help: "Numbers in float32 in place of bfloat16.") var float32 = false

  func open() throws -> GPT2Model {
    let folder = try ModelFolder(folder)
    return try GPT2Model(
      configuration: folder.configuration, tensors: folder,
      precision: float32 ? .float32 : .preferred)
  }
}

/// Seconds that some work takes.
func measured(_ work: () async throws -> Void) async rethrows -> Double {
  let start = ContinuousClock.now
  try await work()
  let parts = start.duration(to: .now).components
  return Double(parts.seconds) + 1e-18 * Double(parts.attoseconds)
}
