import ArgumentParser
import Experiments
import Foundation
import LanguageModels
import Reports

/// `skua discover`: how much of its training text a model goes on with.
struct DiscoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Measures how much of its training text a model goes on with.",
    discussion: """
      The model reads the beginnings of sequences of the training text; extracted is what it goes on with \
      word for word, greedily or in some number of draws. One pass tells both (Carlini et al. 2022; Hayes et \
      al. 2024). --benchmark guesses the rests of a folder's arrays as the language model extraction \
      benchmark asks for, and --export writes such arrays.

      EXAMPLES
        skua discover model --corpus texts/
        skua discover model --corpus texts.jsonl --prefix 100 --grid 10,25,50 --examples 10000
        skua discover lab/XL --corpus lab/train.jsonl --all --json
        skua discover model --corpus texts/ --export benchmark
        skua discover model --benchmark benchmark --guesses 10
      """)

  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "The training text: a file or folder (.jsonl, .gz, .zst too), may be repeated.",
      valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("The key of the text in files of JSON lines.", valueName: "key"))
  var field = "text"

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Tokens that the model reads.", valueName: "n"))
  var prefix = 50

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens that it should go on with.", valueName: "n"))
  var suffix = 50

  @Option(help: ArgumentHelp("Shorter prefixes to try as well.", valueName: "a,b"))
  var grid: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Sequences to try.", valueName: "n"))
  var examples = 2000

  @Flag(help: "Try every sequence of the text.") var all = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The likeliest tokens among which draws are made.", valueName: "n"))
  var topN = 40

  @Option(parsing: .unconditional, help: ArgumentHelp("The temperature of draws.", valueName: "x"))
  var temperature = 1.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How surely draws should give a rest.", valueName: "p"))
  var probability = 0.9

  @Option(
    help: ArgumentHelp("Write sequences as a benchmark into this folder.", valueName: "folder"))
  var export: String?

  @Option(help: ArgumentHelp("Guess the rests of a benchmark's folder.", valueName: "folder"))
  var benchmark: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Guesses of each example of the benchmark.", valueName: "n"))
  var guesses = 1

  @Option(help: ArgumentHelp("Where an index of the training text is kept.", valueName: "folder"))
  var cache = ".skua"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--prefix", prefix, in: 1...1_000_000)
    try Self.check("--suffix", suffix, in: 1...1_000_000)
    try Self.check("--examples", examples, in: 1...1_000_000_000)
    try Self.check("--top-n", topN, in: 1...1_000_000)
    try Self.check("--guesses", guesses, in: 1...100_000)
    guard temperature > 0, temperature.isFinite else {
      throw ValidationError("--temperature is above 0, not \(temperature)")
    }
    guard probability > 0, probability < 1 else {
      throw ValidationError("--probability lies between 0 and 1, not \(probability)")
    }
    guard benchmark != nil || !corpus.isEmpty else {
      throw ValidationError("give the training text with --corpus, or a --benchmark folder")
    }
    let idle = [
      ("--corpus", benchmark != nil && !corpus.isEmpty),
      ("--export", benchmark != nil && export != nil),
      ("--grid", grid != nil && (benchmark != nil || export != nil)),
      ("--guesses", benchmark == nil && guesses != 1),
    ]
    if let option = idle.first(where: \.1)?.0 {
      throw ValidationError("\(option) does nothing beside what else is asked for: leave it out")
    }
    _ = try lengths()
  }

  private func lengths() throws -> [Int] {
    try (grid ?? "").split(separator: ",").map {
      guard let length = Int($0) else {
        throw ValidationError("--grid takes numbers of tokens such as 10,25, not '\($0)'")
      }
      return length
    }
  }

  func run() async throws {
    if let benchmark {
      let run = BenchmarkRun(folder: benchmark, guesses: guesses, seed: common.seed)
      let summary = try await ProgressBar.following { try await run.run(model.load()) }
      return try show(
        summary,
        "\(NumberFormat.percent(summary.recall)) of \(NumberFormat.count(summary.examples)) examples guessed "
          + "before the 100th error, \(NumberFormat.percent(summary.found)) in all\nwritten to \(summary.out)"
      )
    }
    var run = DiscoveryRun(corpus: corpus, cache: cache)
    (run.field, run.prefix, run.suffix, run.grid) = (field, prefix, suffix, try lengths())
    (run.examples, run.topN, run.temperature) = (all ? nil : examples, topN, temperature)
    (run.probability, run.seed) = (probability, common.seed)
    if let export {
      let count = try await ProgressBar.following { [run] in
        try BenchmarkRun.write(run, model.load(), to: export)
      }
      return try show(
        ["examples": count], "\(NumberFormat.count(count)) examples written to \(export)")
    }
    let summary = try await ProgressBar.following { [run] in try await run.run(model.load()) }
    Terminal.tell(notes: summary.notes)
    try show(summary, summary.tables.map { $0.text() }.joined(separator: "\n"))
  }

  private func show(_ value: some Encodable, _ text: String) throws {
    if common.json { try Terminal.show(json: value) } else { Terminal.show(text) }
  }
}
