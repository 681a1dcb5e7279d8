import ArgumentParser
import Foundation
import LanguageModels
import LinearAlgebra

/// Draws texts of one length.
struct SampleWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sample")
  @OptionGroup var model: BenchModel
  @Option var count = 64
  @Option var batch: Int?
  @Option var length = 256
  @Option var topN = 40
  @Flag(help: "Print the first text's tokens; take the likeliest.") var greedy = false

  func run() async throws {
    AnonymousMemory.watch()
    let model = try model.open()
    let plan = SamplingPlan(
      samples: 0..<count, length: length, processors: greedy ? [] : [try TopN(topN)],
      isGreedy: greedy, seed: 1, batch: batch)
    var tokens: [Token] = []
    var drawn = 0
    let seconds = try await measured {
      for try await sample in model.sample(plan) {
        drawn += sample.tokens.count
        if sample.id == 0 { tokens = sample.tokens }
      }
    }
    try WorkResult(count: drawn, seconds: seconds, tokens: greedy ? tokens : nil).show()
  }
}

/// Scores random texts of one length.
struct ScoreWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "score")
  @OptionGroup var model: BenchModel
  @Option var count = 32
  @Option var length = 256

  func run() async throws {
    AnonymousMemory.watch()
    let model = try model.open()
    var generator = PhiloxGenerator(seed: 1)
    let texts = (0..<count).map { _ in
      (0..<length).map { _ in Token(generator.integer(below: model.configuration.vocabulary)) }
    }
    var scored = 0
    let seconds = try await measured {
      scored = try await model.score(texts, ScoreOptions()).reduce(0) {
        $0 + $1.logProbabilities.count
      }
    }
    try WorkResult(count: scored, seconds: seconds).show()
  }
}

/// Opens a model and draws one token.
struct FirstTokenWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "first-token")
  @OptionGroup var model: BenchModel

  func run() async throws {
    let seconds = try await measured {
      let plan = SamplingPlan(samples: 0..<1, length: 1)
      for try await _ in try model.open().sample(plan) {}
    }
    try WorkResult(count: 1, seconds: seconds).show()
  }
}

/// Encodes a file, on one core.
struct TokenizeWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tokenize")
  @Argument var tokenizer: String
  @Argument var file: String

  func run() async throws {
    let tokenizer = try BytePairTokenizer(tokenizerFile: tokenizer)
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    _ = tokenizer.encode(Array(bytes.prefix(100_000)))
    var count = 0
    let seconds = await measured { count = tokenizer.encode(bytes).count }
    guard count > 0 else { throw ValidationError("\(file) is empty") }
    try WorkResult(count: bytes.count, seconds: seconds).show()
  }
}

/// Trains on random tokens, or a vocabulary on a file.
struct TrainWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "train")
  @Option var vocabulary = 1024
  @Option var context = 256
  @Option var layers = 8
  @Option var width = 192
  @Option var heads = 6
  @Option var batch = 16
  @Option var steps = 4
  @Flag(help: "Products in float32.") var float32 = false
  @Option(help: "A file on which a vocabulary is trained, in place of a model.") var text: String?

  func run() async throws {
    if let text { return try await learnVocabulary(text) }
    let configuration = GPT2Configuration(
      vocabulary: vocabulary, context: context, layers: layers, width: width, heads: heads)
    var generator = PhiloxGenerator(seed: 1)
    let tokens = (0..<20_000).map { _ in Token(generator.integer(below: vocabulary - 1)) }
    let plan = TrainingPlan(
      steps: steps + 1, batch: batch, positions: 256, precision: float32 ? .float32 : .preferred)
    let trainer = try GPT2Trainer(
      plan, configuration,
      TrainingCorpus(documents: [tokens], endOfText: configuration.endOfText))
    var state = trainer.start()
    // The first step pays for the memory's first use.
    try trainer.run(&state, upTo: 1)
    let seconds = try await measured { try trainer.run(&state) }
    try WorkResult(count: steps * batch * 256, seconds: seconds).show()
  }

  private func learnVocabulary(_ path: String) async throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let seconds = try await measured {
      _ = try BytePairTraining(vocabularySize: vocabulary).fit([bytes])
    }
    try WorkResult(count: bytes.count, seconds: seconds).show()
  }
}

/// Writes the logits after each of some tokens, float32, to a file.
struct LogitsWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "logits")
  @OptionGroup var model: BenchModel
  @Option(help: "A file with tokens, int32.") var tokens: String
  @Option(help: "The file to write.") var out: String

  func run() async throws {
    let model = try model.open()
    let tokens = try Data(contentsOf: URL(filePath: tokens)).withUnsafeBytes {
      Array($0.bindMemory(to: Token.self))
    }
    let batch = DecodingBatch(model, capacity: 1)
    var logits = Data()
    let seconds = await measured {
      for token in tokens {
        let answer = batch.read([.init(slot: 0, tokens: [token])], .all)[0]
        answer.logits.withUnsafeBytes { logits.append(contentsOf: $0) }
      }
    }
    try logits.write(to: URL(filePath: out))
    try WorkResult(count: tokens.count, seconds: seconds).show()
  }
}
