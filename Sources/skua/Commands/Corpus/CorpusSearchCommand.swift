import ArgumentParser
import Experiments
import Memorization

/// `skua corpus search`: where a string stands.
struct CorpusSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Shows where a string stands in a corpus.",
    discussion: """
      EXAMPLES
        skua corpus search corpus "private key"
        skua corpus search notes/ "two words" --normalized --context 200 --limit 3 --json
      """)

  @OptionGroup var corpus: CorpusOptions

  @Argument(help: ArgumentHelp("The string.", valueName: "text"))
  var text: String

  @Flag(help: "Take every run of white space for one space.")
  var normalized = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Bytes to show on either side.", valueName: "n"))
  var context = 80

  @Option(parsing: .unconditional, help: ArgumentHelp("Places to show at most.", valueName: "n"))
  var limit = 20

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--context", context, in: 0...1_000_000)
    try Self.check("--limit", limit, in: 1...1_000_000)
    guard !text.isEmpty else { throw ValidationError("there is nothing to look for: give a text") }
  }

  func run() async throws {
    let index = try await ProgressBar.following { try corpus.open() }
    let search = CorpusSearch(
      text, in: index, normalized ? .normalized : .plain, context: context, limit: limit)
    if common.json {
      try Terminal.show(json: search)
    } else {
      Terminal.show(search.text)
    }
  }
}
