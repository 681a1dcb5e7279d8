import ArgumentParser
import Estimators
import Experiments
import ModelFormats
import Reports

/// `skua tree`: a decision tree as words and as a picture.
struct TreeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Shows a decision tree as rules or as a drawing, or writes it in another format.",
    discussion: """
      Reads Skua's model files, PMML (as sklearn2pmml writes it) and BigML's JSON.

      EXAMPLES
        skua tree tree.json
        skua tree loans.pmml --svg loans.svg
        skua tree bigml.json --out tree.json
      """)

  @Argument(help: "The tree's file.") var file: String
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Lines of rules at most.", valueName: "n"))
  var lines = 200
  @Option(help: ArgumentHelp("A picture to write.", valueName: "file")) var svg: String?
  @Option(help: ArgumentHelp("A model file of Skua to write.", valueName: "file"))
  var out: String?
  @Option(help: ArgumentHelp("A file in BigML's JSON to write.", valueName: "file"))
  var bigml: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    for written in [svg, out, bigml] { try CommonOptions.check(written, doesNotReplace: file) }
    try Self.check("--lines", lines, in: 0...1_000_000)
  }

  func run() async throws {
    let (tree, notes) = try TargetFile.tree(from: file)
    if let svg {
      let title = "\(tree.schema.target), \(tree.tree.leaves.count) leaves"
      try writeAtomically(TreeText(tree.tree).diagram(title: title).svg().utf8, to: svg)
    }
    if let out { try tree.write(to: out) }
    if let bigml { try writeAtomically(BigMLFile.json(of: tree.tree), to: bigml) }
    let description = TreeDescription(tree.tree, notes: notes, lines: lines)
    if common.json {
      try Terminal.show(json: description)
    } else {
      Terminal.tell(notes: description.notes)
      Terminal.show(description.text)
    }
  }
}
