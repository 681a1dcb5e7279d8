import ArgumentParser
import Experiments
import LanguageModels
import Memorization
import Reports

/// `skua membership`: how well metrics tell what a model was trained on.
struct MembershipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "membership",
    abstract: "Measures how well metrics tell text that a model was trained on from other text.",
    discussion: """
      Members and others should be alike in everything but that; a lab's planted strings and their twins, \
      which were never inserted, are. For each metric: the area under the curve, and the members that are \
      told while 1% or 0.1% of the others are taken for members.

      EXAMPLES
        skua membership lab/XL --truth lab/truth.jsonl --reference small=lab/S
        skua membership model --members train.jsonl --others held-out.jsonl
        skua membership model --members train.jsonl --others held-out.jsonl --reference gpt2/ --json
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("The truth of a lab.", valueName: "file"))
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "Text that the model was trained on: a file or folder, may be repeated.", valueName: "path"))
  var members: [String] = []

  @Option(
    help: ArgumentHelp(
      "Text that it was not trained on: a file or folder, may be repeated.", valueName: "path"))
  var others: [String] = []

  @Option(help: ArgumentHelp("The key of the text in files of JSON lines.", valueName: "key"))
  var field = "text"

  @Option(
    help: ArgumentHelp(
      "A smaller model to compare with, may be repeated; NAME=FOLDER gives its metric a name.",
      valueName: "folder"))
  var reference: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Resamples of the texts for each interval.", valueName: "n"))
  var resamples = 1000

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--resamples", resamples, in: 100...1_000_000)
    let isOwn = !members.isEmpty && !others.isEmpty
    guard truth == nil ? isOwn : members.isEmpty && others.isEmpty else {
      throw ValidationError("give --members and --others, or the --truth of a lab, not both")
    }
  }

  func run() async throws {
    let summary = try await ProgressBar.following {
      var items = try truth.map { try MembershipRun.items(truth: $0) } ?? []
      if !members.isEmpty {
        items += try MembershipRun.items(members, field: field, isMember: true)
      }
      if !others.isEmpty {
        items += try MembershipRun.items(others, field: field, isMember: false)
      }
      var run = MembershipRun(
        items, references: reference.map { AuditPlan.Reference(option: $0) }, seed: common.seed)
      run.resamples = resamples
      return try await run.run(model.load())
    }
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.table.text())
    }
  }
}
