public import ArgumentParser
import Experiments
public import Memorization

/// `skua lab build`: writes the text and trains the models.
struct LabBuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Writes a lab's text and trains its models S, M and XL, one after the other.",
    discussion: """
      The folder then holds train.jsonl, held-out.jsonl, prefixes.jsonl, auxiliary.jsonl, truth.jsonl and \
      lab.json, and a folder for each model, with its epochs. The same command goes on with a build that \
      was interrupted.

      EXAMPLES
        skua lab build --size small --models S,M --out lab
        skua lab build --size standard --seed 2 --out lab-2
        skua lab build --size small --text notes/ --out lab-notes
      """)

  @Option(help: "16 MB of text (standard), 4 MB (small) or half a megabyte (tiny).")
  var size: LabPlan.Size = .small

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp("Plant into this text instead of the lab's own.", valueName: "file|folder"))
  var text: String?

  @Option(help: ArgumentHelp("The models to train: S, M, XL.", valueName: "s,m,xl"))
  var models = "S,M,XL"

  @Flag(help: "Write the text and train nothing.")
  var corpusOnly = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Passes over the text.", valueName: "x"))
  var epochs = 4.0

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard epochs > 0, epochs <= 1000 else {
      throw ValidationError("--epochs is above 0 and at most 1000, not \(epochs)")
    }
    _ = try chosen()
  }

  func run() async throws {
    let build = LabBuild(
      plan: LabPlan(size: size, seed: common.seed), out: out, text: text,
      models: corpusOnly ? [] : try chosen(), epochs: epochs)
    let summary = try await ProgressBar.following { try build.run() }
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }

  /// The models by name, each once.
  private func chosen() throws -> [LabModel] {
    let names = models.split(separator: ",").map { $0.uppercased() }
    let chosen = try names.map { name in
      guard let model = LabModel(rawValue: name) else {
        throw ValidationError("--models takes S, M and XL with commas between, not '\(name)'")
      }
      return model
    }
    guard !chosen.isEmpty, Set(chosen).count == chosen.count else {
      throw ValidationError("--models takes each of S, M and XL at most once, not '\(models)'")
    }
    return chosen
  }
}

extension LabPlan.Size: ExpressibleByArgument {}
