import ArgumentParser
import Experiments
import Foundation
import LanguageModels
import Memorization
import Reports

/// `skua extend`: how far a finding goes on.
struct ExtendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Continues a text as far as a model repeats its training text.",
    discussion: """
      Greedy decoding takes the likeliest token each time; a beam keeps the likeliest few beginnings; \
      best-first search extends the likeliest beginning (Carlini et al. 2021, section 6.4). With --corpus \
      what was found is compared with the training text, and ends where it leaves it.

      EXAMPLES
        skua extend model --text "Permission is hereby granted" --length 200
        skua extend model --file beginning.txt --corpus texts/ --length 20000
        skua extend lab/XL --file beginning.c --corpus lab/train.jsonl --methods best_first --json
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("What to begin with.", valueName: "text"))
  var text: String?

  @Option(help: ArgumentHelp("A file with what to begin with.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "The training text: a file or folder (.jsonl, .gz, .zst too), may be repeated.",
      valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("The key of the text in files of JSON lines.", valueName: "key"))
  var field = "text"

  @Option(help: ArgumentHelp("Of greedy, beam, best_first; all by default.", valueName: "a,b"))
  var methods: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("New tokens at most.", valueName: "n"))
  var length = 1000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens that a search looks ahead.", valueName: "n"))
  var lookahead = 32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Continuations that a beam keeps.", valueName: "n"))
  var width = 16

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Beginnings that best-first search extends for each piece.", valueName: "n"))
  var expansions = 2000

  @Option(help: ArgumentHelp("Where an index of the training text is kept.", valueName: "folder"))
  var cache = ".skua"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (text == nil) != (file == nil) else {
      throw ValidationError("give what to begin with: --text or --file, one of them")
    }
    try Self.check("--length", length, in: 1...100_000_000)
    try Self.check("--lookahead", lookahead, in: 1...10_000)
    try Self.check("--width", width, in: 1...4096)
    try Self.check("--expansions", expansions, in: 1...1_000_000_000)
    _ = try chosen()
  }

  private func chosen() throws -> [ExtensionRun.Method] {
    guard let methods else { return ExtensionRun.Method.allCases }
    let names = methods.split(separator: ",", omittingEmptySubsequences: false)
    let chosen = try names.map { name in
      guard let method = ExtensionRun.Method(rawValue: String(name)) else {
        throw ValidationError("--methods takes greedy, beam and best_first, not '\(name)'")
      }
      return method
    }
    return ExtensionRun.Method.allCases.filter(chosen.contains)
  }

  func run() async throws {
    let summaries = try await ProgressBar.following { try extend() }
    if common.json { return try Terminal.show(json: summaries) }
    if let best = summaries.max(by: { $0.tokens < $1.tokens }) { Terminal.show(best.text) }
    Terminal.show("")
    Terminal.show(table(summaries).text())
  }

  private func extend() throws -> [ExtensionSummary] {
    let beginning = try beginning()
    let loaded = try model.load()
    let index =
      corpus.isEmpty
      ? nil
      : try CorpusIndex.open(
        corpus, field: field, cache: CorpusIndex.cacheFolder(of: corpus, in: cache))
    return try chosen().map { method in
      var run = ExtensionRun(method)
      (run.length, run.lookahead, run.width, run.expansions) = (
        length, lookahead, width, expansions
      )
      return try run.run(from: beginning, loaded, in: index)
    }
  }

  private func beginning() throws -> [UInt8] {
    if let text { return Array(text.utf8) }
    guard let file, let data = FileManager.default.contents(atPath: file) else {
      throw MemorizationError(
        .file, "\(file ?? ""): there is no such file, or it can't be read")
    }
    return Array(data)
  }

  private func table(_ summaries: [ExtensionSummary]) -> Table {
    Table(
      columns: [
        .init("method"), .init("tokens", .right), .init("characters", .right),
        .init("lines", .right), .init("expansions", .right), .init("time", .right),
      ],
      rows: summaries.map {
        .cells([
          $0.method.rawValue, NumberFormat.count($0.tokens) + ($0.end == .length ? "+" : ""),
          NumberFormat.count($0.characters), NumberFormat.count($0.lines),
          NumberFormat.count($0.expansions), NumberFormat.seconds($0.seconds),
        ])
      },
      footnotes: [
        corpus.isEmpty
          ? "Without --corpus nothing says which of it stood in the training text. The text is that of the "
            + "longest."
          : "As far as it stands in the training text; + where --length ended it. The text is that of the "
            + "longest."
      ])
  }
}
