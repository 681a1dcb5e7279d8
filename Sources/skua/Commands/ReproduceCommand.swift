import ArgumentParser
import Experiments
import Reports

/// `skua reproduce`: a table or figure of the papers.
struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Runs a table of the papers here and prints the published value beside ours.",
    discussion: """
      NAMES
        extraction-table-4   equation solving on Adult, target race (Tramèr et al. 2016)

      EXAMPLES
        skua reproduce extraction-table-4 --quick
        skua reproduce extraction-table-4 --victims 10
        skua reproduce extraction-table-4 --json
      """)

  @Argument(help: "The name of a table or figure.") var name: ReproductionName
  @Flag(help: "Leave out the slow mlp rows, and train the mlp for 50 passes.") var quick = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Targets per class, each with a seed of its own.", valueName: "n"))
  var victims = 1
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Passes over the data when an mlp is trained.", valueName: "n"))
  var passes: Int?
  @OptionGroup var common: CommonOptions

  enum ReproductionName: String, ExpressibleByArgument, CaseIterable {
    case extractionTable4 = "extraction-table-4"
  }

  func validate() throws {
    try Self.check("--victims", victims, in: 1...1000)
    try Self.check("--passes", passes, in: 1...1_000_000)
  }

  func run() async throws {
    var table =
      quick
      ? ExtractionTable4.quick(victims: victims, seed: common.seed)
      : ExtractionTable4(victims: victims, seed: common.seed)
    if let passes { table.passes = passes }
    let reproduction = try await ProgressBar.following { try await table.run() }
    if common.json {
      try Terminal.show(json: reproduction)
    } else {
      Terminal.show(reproduction.table.text())
    }
  }
}
