public import ArgumentParser
import Experiments
public import LanguageModels
import Reports

/// `skua lm sample`: lets a model write.
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws texts from a language model.",
    discussion: """
      Sample i depends on the seed, on i and on its prompt alone: not on --batch or --threads. With --out, \
      a run that was interrupted goes on where it ended.

      EXAMPLES
        skua lm sample lm --count 3 --length 40
        skua lm sample lm --prompt "My address is" --top-n 40 --count 100 --out samples.jsonl
        skua lm sample lm --decay-from 10 --decay-over 20 --count 10 --json
        skua lm sample lm --prompt "Copyright" --greedy
      """)

  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "What to continue, may be repeated; samples take them in turn.", valueName: "text"))
  var prompt: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Samples to draw.", valueName: "n"))
  var count = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("New tokens of each.", valueName: "n"))
  var length = 256

  @OptionGroup var shape: DistributionOptions

  @Flag(help: "Take the likeliest token in place of a draw.")
  var greedy = false

  @Flag(help: "End a sample with the end-of-text token.")
  var stopAtEos = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Tokens read anew where a sample outgrows the context; half of it by default.",
      valueName: "n"))
  var stride: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Samples side by side.", valueName: "n"))
  var batch: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Threads to use.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("A file of JSON lines to write or to continue.", valueName: "file"))
  var out: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--count", count, in: 1...100_000_000)
    try Self.check("--length", length, in: 1...1_000_000)
    try Self.check("--batch", batch, in: 1...4096)
    try Self.check("--threads", threads, in: 1...1024)
    try Self.check("--stride", stride, in: 1...1_000_000)
    _ = try shape.processors
  }

  func run() async throws {
    try await ProgressBar.following {
      let loaded = try model.load()
      let job = SamplingJob(loaded, try plan(loaded))
      if let out {
        let kept = try await job.run(into: out)
        Terminal.tell(notes: kept > 0 ? ["\(kept) samples stood in \(out) already"] : [])
      } else {
        try await job.run(show)
      }
    }
  }

  private func show(_ record: SampleRecord) throws {
    guard !common.json else { return try Terminal.show(jsonLine: record) }
    let perplexity = NumberFormat.decimal(record.logPerplexity)
    Terminal.show("--- sample \(record.id), log-perplexity \(perplexity)\n\(record.text)")
  }

  private func plan(_ loaded: LoadedLanguageModel) throws -> SamplingPlan {
    SamplingPlan(
      prompts: prompt.isEmpty ? [[]] : prompt.map { loaded.tokenizer.encode($0) },
      samples: 0..<count, length: length, processors: try shape.processors, isGreedy: greedy,
      seed: common.seed, batch: batch, threads: threads, stopsAtEndOfText: stopAtEos,
      stride: stride)
  }
}

extension Temperature.Decay: ExpressibleByArgument {}

/// What is done to the distribution of the next token.
struct DistributionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw among the n likeliest tokens only.", valueName: "n"))
  var topN: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Divide logits by this; below 1 is bolder towards likely tokens.", valueName: "x"))
  var temperature: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Begin with this temperature and fall to 1.", valueName: "x"))
  var decayFrom: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens over which the temperature falls.", valueName: "n"))
  var decayOver = 20

  @Option(help: "Whether the temperature falls by equal differences or by equal ratios.")
  var decay = Temperature.Decay.linear

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw among the likeliest tokens that together have this probability.", valueName: "p"))
  var topP: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Let no run of n tokens stand twice.", valueName: "n"))
  var noRepeat: Int?

  /// The processors in the order in which they act.
  var processors: [any LogitProcessor] {
    get throws {
      var chain: [any LogitProcessor] = []
      if let noRepeat { chain.append(try RepetitionBan(length: noRepeat)) }
      if let temperature { chain.append(try Temperature(temperature)) }
      if let decayFrom {
        chain.append(try Temperature(from: decayFrom, to: 1, over: decayOver, decay: decay))
      }
      if let topN { chain.append(try TopN(topN)) }
      if let topP { chain.append(try TopP(topP)) }
      return chain
    }
  }
}
