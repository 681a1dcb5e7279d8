import ArgumentParser
import Experiments
import Reports

/// `skua demo`: the main job on what is embedded.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Trains six models, steals each of them and compares.",
    discussion: """
      Takes under two minutes and needs no files.

      EXAMPLES
        skua demo
        skua demo --seed 7 --json
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let demonstration = try await ProgressBar.following {
      try await Demonstration(seed: common.seed).run()
    }
    if common.json {
      try Terminal.show(json: demonstration)
    } else {
      Terminal.show(demonstration.table.text())
    }
  }
}
