import ArgumentParser
import Experiments
import Foundation
import Memorization
import Reports

/// `skua audit`: what a language model repeats of its training text.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Finds what a language model repeats of its training text.",
    discussion: """
      The model writes many short texts; metrics rank them by how likely they were memorised; duplicates go; \
      what is left is compared with the training text, if you have it. Without --corpus the selected samples \
      are for you to judge: --marking writes a page with buttons, --marks reads what it saved.

      Samples go to the store as they are drawn. The same command goes on where an earlier one was \
      interrupted, and takes the samples of one that was finished. Personal data is masked unless you \
      --reveal it.

      EXAMPLES
        skua audit gpt2/ --schemes top_n --samples 1000
        skua audit model/ --reference small/ --corpus texts.jsonl --prefixes foreign/ --samples 2000
        skua audit lab/XL --reference lab/S --reference lab/M --corpus lab/train.jsonl \\
          --truth lab/truth.jsonl --held-out lab/held-out.jsonl --prefixes lab/prefixes.jsonl
        skua audit lab/M --reference lab/S --corpus lab/train.jsonl --learn combination.json
        skua audit gpt2/ --schemes top_n --marking mark.html
        skua audit gpt2/ --schemes top_n --marks marks.json
      """)

  @OptionGroup var options: AuditOptions

  @Option(
    help: ArgumentHelp(
      "Marks that the marking page saved, or the findings' CSV with marks.", valueName: "file"))
  var marks: String?

  @Option(
    help: ArgumentHelp("Write a page to judge the selected samples by hand.", valueName: "file"))
  var marking: String?

  @Option(help: ArgumentHelp("Write the findings as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write a report as one HTML page.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Learn a combination of the metrics from this audit's samples, which needs --corpus.",
      valueName: "file"))
  var learn: String?

  @Flag(
    help: "Draw the samples anew though a finished run has them; others come from another --seed.")
  var again = false

  @Flag(help: "Show personal data as it is.") var reveal = false

  @OptionGroup var store: StoreOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try options.validate()
    if marks != nil || marking != nil, !options.corpus.isEmpty {
      throw ValidationError(
        "--marking and --marks are for a model whose training text isn't known: leave out --corpus")
    }
    if learn != nil, options.corpus.isEmpty {
      throw ValidationError("--learn needs to know the training text: give --corpus")
    }
    try checkOutputs()
  }

  /// Refuses, before anything is drawn, files that can't be written or that would replace what is read
  /// or written already.
  private func checkOutputs() throws {
    let outputs = [("--marking", marking), ("--csv", csv), ("--learn", learn), ("--html", html)]
    var taken = Set((options.inputs + (marks.map { [$0] } ?? [])).map(Self.whole))
    let folders = options.modelFolders.map { Self.whole($0) + "/" }
    for (name, output) in outputs {
      guard let output else { continue }
      let path = Self.whole(output)
      var isFolder: ObjCBool = false
      guard taken.insert(path).inserted, !folders.contains(where: path.hasPrefix) else {
        throw ValidationError(
          "\(name) \(output) would replace a file that the audit reads or writes")
      }
      let folder = URL(filePath: path).deletingLastPathComponent().path
      guard FileManager.default.isWritableFile(atPath: folder),
        !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
      else {
        throw ValidationError(
          "\(name) \(output) can't be written: name a file in a folder that is there")
      }
    }
  }

  private static func whole(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  func run() async throws {
    let audit = Audit(
      try options.plan(seed: common.seed), store: store.store,
      marks: try marks.map { try AuditMarks($0) }, reveals: reveal, drawsAgain: again,
      learns: learn != nil)
    let outcome = try await ProgressBar.following { try await audit.run() }
    Terminal.tell(notes: outcome.notes)
    if common.json {
      try Terminal.show(json: outcome.report)
    } else {
      Terminal.show("run \(outcome.run): \(outcome.report.headline)")
      for table in outcome.report.tables { Terminal.show("\n" + table.text()) }
    }
    try write(outcome, audit.plan)
  }

  /// Writes the files that were asked for, once the result is printed.
  private func write(_ outcome: Audit.Outcome, _ plan: AuditPlan) throws {
    let files = AuditFiles(outcome, plan)
    if let marking { try files.writeMarkingPage(marking) }
    if let csv { try files.writeCSV(csv) }
    if let html { try files.writePage(html) }
    if let learn { try outcome.combination?.get().write(to: learn) }
  }
}
