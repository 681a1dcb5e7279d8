import ArgumentParser
import Experiments
import LanguageModels
import Reports

/// `skua lm search`: the likeliest continuations.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Looks for the likeliest continuations of a prompt.",
    discussion: """
      Best-first search extends the likeliest beginning until a whole continuation is the likeliest of all: what \
      it finds is exact, if it ends before its expansions are spent. --beam keeps the likeliest few beginnings \
      of each length in place of that, which always ends, but may lose the likeliest on the way.

      EXAMPLES
        skua lm search lm --prompt "My address is" --length 12
        skua lm search lm --prompt "My address is" --length 64 --beam 16 --count 3
        skua lm search lm --prompt "Copyright" --expansions 100000 --branching 16 --json
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("What to continue.", valueName: "text"))
  var prompt = ""

  @Option(parsing: .unconditional, help: ArgumentHelp("New tokens.", valueName: "n"))
  var length = 32

  @Option(parsing: .unconditional, help: ArgumentHelp("Continuations to find.", valueName: "n"))
  var count = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Keep the n likeliest beginnings of each length.", valueName: "n"))
  var beam: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Beginnings that best-first search extends at most.", valueName: "n"))
  var expansions = 10_000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Extensions of each that it looks at.", valueName: "n"))
  var branching = 64

  @Flag(help: "End a continuation with the end-of-text token.")
  var stopAtEos = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Threads to use.", valueName: "n"))
  var threads: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--length", length, in: 1...1_000_000)
    try Self.check("--count", count, in: 1...100_000)
    try Self.check("--beam", beam, in: count...max(count, 4096))
    try Self.check("--expansions", expansions, in: 1...1_000_000_000)
    try Self.check("--branching", branching, in: 1...1_000_000)
    try Self.check("--threads", threads, in: 1...1024)
  }

  func run() async throws {
    let summary = try await ProgressBar.following {
      let loaded = try model.load()
      return SearchSummary(try search(loaded, loaded.tokenizer.encode(prompt)), loaded)
    }
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }

  private func search(_ loaded: LoadedLanguageModel, _ tokens: [Token]) throws -> SearchResult {
    if let beam {
      let search = BeamSearch(
        width: beam, length: length, stopsAtEndOfText: stopAtEos, threads: threads)
      return try search.run(loaded.model, after: tokens).prefix(count)
    }
    return try BestFirstSearch(
      length: length, count: count, expansions: expansions, branching: branching,
      stopsAtEndOfText: stopAtEos, threads: threads
    ).run(loaded.model, after: tokens)
  }
}
