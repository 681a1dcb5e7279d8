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
  @Option(help: ArgumentHelp("Targets per class, each with a seed of its own.", valueName: "n"))
  var victims = 1
  @Option(help: ArgumentHelp("Passes over the data when an mlp is trained.", valueName: "n"))
  var passes: Int?
  @OptionGroup var common: CommonOptions

  enum ReproductionName: String, ExpressibleByArgument, CaseIterable {
    case extractionTable4 = "extraction-table-4"
  }

  func validate() throws {
    guard victims > 0, passes ?? 1 > 0 else {
      throw ValidationError("--victims and --passes take whole numbers from 1 on")
    }
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
