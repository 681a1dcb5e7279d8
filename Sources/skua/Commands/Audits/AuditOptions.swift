public import ArgumentParser
import Experiments
import Foundation
import LanguageModels
public import Memorization

/// What an audit depends on.
struct AuditOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A Hugging Face folder.", valueName: "folder"))
  var model: String

  @Option(
    help: ArgumentHelp(
      "A smaller model to compare with, may be repeated; NAME=FOLDER gives its metric a name.",
      valueName: "folder"))
  var reference: [String] = []

  @Option(
    help: ArgumentHelp(
      "The training text: a file or folder (.jsonl, .gz, .zst too), may be repeated.",
      valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("The key of the text in files of JSON lines.", valueName: "key"))
  var field = "text"

  @Option(
    help: ArgumentHelp(
      "Text that the model was not trained on, to measure chance matches.", valueName: "path"))
  var heldOut: String?

  @Option(help: ArgumentHelp("What the lab planted.", valueName: "file"))
  var truth: String?

  @Option(
    help: ArgumentHelp("Foreign text that the internet scheme continues.", valueName: "path"))
  var prefixes: String?

  @Option(
    help: ArgumentHelp(
      "Of top_n, temperature, internet; all by default, internet if there are --prefixes.",
      valueName: "a,b"))
  var schemes: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Samples of each scheme.", valueName: "n"))
  var samples = 1000

  @Option(
    help: ArgumentHelp(
      "Of perplexity, zlib, lowercase, window, min_k, min_k_plus_plus, and the references' names, "
        + "with _difference too; the paper's by default.", valueName: "a,b"))
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      "A combination of metrics that an audit learned, to rank by too.", valueName: "file"))
  var combination: String?

  @Option(
    help: "Score the tokens that were drawn, or the text encoded anew as the paper's code does.")
  var score = AuditPlan.Scoring.ids

  @Option(help: "The best of each ranking, or the paper's spread over the best of the pool.")
  var select = SelectionRule.sqrt

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Samples that each metric selects.", valueName: "n"))
  var candidates = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Distinct samples among which it selects; the best 0.5% by default, as many as candidates at least.",
      valueName: "n"))
  var pool: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("New tokens of each sample.", valueName: "n"))
  var length = 256

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The likeliest tokens among which top_n and internet draw.", valueName: "n"))
  var topN = 40

  @Option(help: "Whether the temperature falls by equal differences or by equal ratios.")
  var decay = Temperature.Decay.linear

  @Flag(help: "End a sample with the end-of-text token.") var stopAtEos = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Bytes that a match has at least.", valueName: "n"))
  var minimumMatch = 120

  func validate() throws {
    try Self.check("--samples", samples, in: 1...100_000_000)
    try Self.check("--length", length, in: 1...100_000)
    try Self.check("--top-n", topN, in: 1...1_000_000)
    try Self.check("--candidates", candidates, in: 1...1_000_000)
    try Self.check("--pool", pool, in: candidates...100_000_000)
    try Self.check("--minimum-match", minimumMatch, in: 1...100_000)
    _ = try schemeList()
  }

  /// The folders of models.
  var modelFolders: [String] {
    [model] + reference.map { $0.split(separator: "=", maxSplits: 1).last.map(String.init) ?? $0 }
  }

  /// The files that an audit reads, beside models.
  var inputs: [String] {
    corpus + [heldOut, truth, prefixes, combination].compactMap(\.self)
  }

  func plan(seed: UInt64) throws -> AuditPlan {
    // A run is found by its plan: from whatever folder, a path is the same one.
    func whole(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
    var plan = AuditPlan(model: whole(model))
    plan.references = reference.map { AuditPlan.Reference(option: $0) }
    plan.corpus = corpus.map(whole)
    plan.field = field
    plan.heldOut = heldOut.map(whole)
    plan.truth = truth.map(whole)
    plan.prefixes = prefixes.map(whole)
    plan.schemes = try schemeList()
    plan.samples = samples
    plan.metrics = metrics.map { $0.split(separator: ",").map(String.init) } ?? []
    plan.combination = combination.map(whole)
    plan.scoring = score
    plan.settings.length = length
    plan.settings.topN = topN
    plan.settings.decay = decay
    plan.settings.stopsAtEndOfText = stopAtEos
    plan.selection = try CandidateSelection(
      count: candidates, pool: pool ?? max(candidates, samples / 200), rule: select)
    plan.minimumMatch = minimumMatch
    plan.seed = seed
    return plan
  }

  private func schemeList() throws -> [SamplingScheme] {
    guard let schemes else {
      return SamplingScheme.allCases.filter { $0 != .internet || prefixes != nil }
    }
    return try schemes.split(separator: ",").map { name in
      guard let scheme = SamplingScheme(rawValue: String(name)) else {
        throw ValidationError(
          "--schemes takes top_n, temperature and internet, separated by commas, not '\(name)'")
      }
      return scheme
    }
  }
}

extension SelectionRule: ExpressibleByArgument {}
extension AuditPlan.Scoring: ExpressibleByArgument {}

extension AuditPlan.Reference {
  /// A reference model as `--reference` names it: FOLDER, or NAME=FOLDER.
  init(option text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let folder = URL(filePath: parts[parts.count - 1]).standardizedFileURL.path
    self.init(folder, name: parts.count == 2 ? parts[0] : nil)
  }
}
