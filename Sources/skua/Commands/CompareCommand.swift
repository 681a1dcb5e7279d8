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
        skua compare tree.pmml copy.json
      """)

  @Argument(help: "The target's model file; a tree may be PMML or BigML's JSON.")
  var target: String
  @Argument(help: "The copy's model file; a tree may be PMML or BigML's JSON.") var copy: String

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
    let comparison = try comparison()
    if common.json {
      try Terminal.show(json: comparison)
    } else {
      Terminal.tell(notes: comparison.notes)
      Terminal.show(comparison.text)
    }
  }

  private func comparison() throws -> Comparison {
    switch (try TargetFile.read(from: target), try TargetFile.read(from: copy)) {
    case (.encoded(let target), .encoded(let copy)):
      let data = try EvaluationData(
        for: target, rowsAt: evaluateWith, raw: raw, points: points, seed: common.seed)
      return try Comparison(of: copy, with: target, on: data)
    case (.tree(let target, let notes), .tree(let copy, let others)):
      let rows = try EvaluationRows(
        for: target, rowsAt: evaluateWith, points: points, seed: common.seed)
      return try Comparison(
        of: copy, with: target, on: rows,
        notes: notes.map { "\(self.target): \($0)" } + others.map { "\(self.copy): \($0)" })
    case (.binned(let target), .binned(let copy)):
      let rows = try EvaluationRows(
        for: target, rowsAt: evaluateWith, points: points, seed: common.seed)
      return try Comparison(of: copy, with: target, on: rows)
    case (.tree, _), (_, .tree):
      throw EstimatorError(
        .malformedModel,
        "one of \(target) and \(copy) is a decision tree, the other isn't: they "
          + "can't be compared")
    case (.binned, _), (_, .binned):
      throw EstimatorError(
        .malformedModel,
        "one of \(target) and \(copy) is a binned regression, the other isn't: they "
          + "can't be compared")
    }
  }
}
