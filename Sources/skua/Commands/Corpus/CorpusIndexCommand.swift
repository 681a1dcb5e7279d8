import ArgumentParser
import Experiments
import LinearAlgebra
import Memorization

/// `skua corpus index`: builds an index in a folder.
struct CorpusIndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Builds an index of text in a folder.",
    discussion: """
      The folder is complete or not there; an older index of that name is replaced. Sorting takes 5 bytes of \
      memory for each byte of text, up to 2 GB of text: split more into shards and add up their \
      counts. Binary files are skipped, and what is no UTF-8 becomes U+FFFD; both are said.

      EXAMPLES
        skua corpus index notes/ --out corpus
        skua corpus index a.jsonl.gz b.jsonl.gz --field content --out corpus --json
      """)

  @Argument(help: ArgumentHelp("Files and folders of text.", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var out: String

  @Option(help: ArgumentHelp("The key of the text in .jsonl files.", valueName: "key"))
  var field = "text"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bytes of the windows in the filter: the shortest match that is found fast.", valueName: "n"))
  var window = 40

  @Flag(help: "Leave out the table for fuzzy matches, a byte for each byte of text.")
  var noTrigrams = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--window", window, in: 8...4096)
  }

  func run() async throws {
    let start = ContinuousClock.now
    var notes: [String] = []
    let index = try await ProgressBar.following {
      try CorpusIndex.build(
        CorpusSource(paths, field: field), into: out, window: window, trigrams: !noTrigrams
      ) { notes = $0.notes }
    }
    Terminal.tell(notes: notes)
    let summary = CorpusSummary(index, seconds: start.duration(to: .now).seconds)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }
}
