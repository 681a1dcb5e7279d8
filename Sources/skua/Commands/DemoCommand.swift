import ArgumentParser
import Experiments
import Reports

/// `skua demo`: the main job on what is embedded.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Steals six models, and finds planted secrets in a language model.",
    discussion: """
      Takes under two minutes and needs no files. The text that the language model was trained on is \
      written into --folder, and a report as one HTML page.

      EXAMPLES
        skua demo
        skua demo --seed 7 --json
      """)

  @Option(help: ArgumentHelp("Where the text and the report go.", valueName: "folder"))
  var folder = ".skua/demo"
  @OptionGroup var common: CommonOptions

  private struct Summary: Encodable {
    let rows: [Demonstration.Row]
    let audit: AuditReport
  }

  func run() async throws {
    let (stolen, audited) = try await ProgressBar.following {
      (
        try await Demonstration(seed: common.seed).run(),
        try await MemorizationDemonstration(folder: folder, seed: common.seed).run()
      )
    }
    guard !common.json else {
      return try Terminal.show(json: Summary(rows: stolen.rows, audit: audited.report))
    }
    Terminal.show(stolen.table.text())
    for table in audited.tables { Terminal.show("\n" + table.text()) }
    Terminal.show("\nThe whole report: \(audited.page)")
  }
}
