import ArgumentParser
import Experiments

/// `skua corpus stats`: what an index holds.
struct CorpusStatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Shows what an index of a corpus holds.",
    discussion: """
      EXAMPLES
        skua corpus stats corpus
        skua corpus stats corpus --json
      """)

  @OptionGroup var corpus: CorpusOptions

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let summary = CorpusSummary(try await ProgressBar.following { try corpus.open() })
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }
}
