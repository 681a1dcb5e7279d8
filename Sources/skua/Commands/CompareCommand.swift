import ArgumentParser
import Estimators
import Experiments

/// `skua compare`: a copy beside its target.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares a copy with its target: equal labels and total variation.",
    discussion: """
      On the rows that the target was never trained on, if its data can still be read, on all rows, \
      which is the paper's own convention, and on uniform inputs.

      EXAMPLES
        skua compare target.json copy.json
        skua compare target.json copy.json --evaluate-with rows.csv --json
      """)

  @Argument(help: "The target's model file.") var target: String
  @Argument(help: "The copy's model file.") var copy: String

  @Option(
    help: ArgumentHelp(
      "A CSV file of rows to compare on in place of the held-out ones.", valueName: "file"))
  var evaluateWith: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Uniform inputs.", valueName: "n"))
  var points = EvaluationData.uniformPoints

  @Flag(help: "Draw uniform inputs as valid rows, not as points of the cube.")
  var raw = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--points", points, in: 1...1_000_000)
  }

  func run() throws {
    let target = try ModelFile.read(from: target)
    let data = try EvaluationData(
      for: target, rowsAt: evaluateWith, raw: raw, points: points, seed: common.seed)
    let comparison = try Comparison(of: ModelFile.read(from: copy), with: target, on: data)
    if common.json {
      try Terminal.show(json: comparison)
    } else {
      Terminal.tell(notes: comparison.notes)
      Terminal.show(comparison.text)
    }
  }
}
