import ArgumentParser

/// Measures our solvers; `Benchmarks/run` runs them in turn with the peer.
@main
struct ExtractionBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extraction-bench",
    abstract: "Measures how fast and how exactly Skua's solvers rebuild a model.",
    discussion: "Benchmarks/run calls these in order, and the peer between them.",
    subcommands: [
      PrepareCommand.self, SolveCommand.self, ReportCommand.self, TreesCommand.self,
    ])
}
