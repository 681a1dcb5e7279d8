import ArgumentParser
import Experiments
import Foundation
import Memorization

/// `skua corpus redact`: a corpus without personal data.
struct CorpusRedactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Masks personal data and keys in text.",
    discussion: """
      A placeholder such as [e-mail] takes the place of each string, whatever its length. FILE gets JSON lines \
      of the text alone: other keys are left out, since they are not looked into. It appears when it is \
      complete. What is found is what has a known form; names and addresses are missed at times.

      CATEGORIES
        \(Self.names.joined(separator: ", "));
        contact is email, phone and address

      EXAMPLES
        skua corpus redact web.jsonl.zst mails/ --out train.jsonl
        skua corpus redact mails/ --categories email,phone,key --out train.jsonl
      """)

  @Argument(help: ArgumentHelp("Files and folders of text.", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("The file to write, ending in .jsonl.", valueName: "file"))
  var out: String

  @Option(help: ArgumentHelp("The key of the text in .jsonl files.", valueName: "key"))
  var field = "text"

  @Option(help: ArgumentHelp("What to mask; all categories by default.", valueName: "a,b"))
  var categories: [String] = []

  @OptionGroup var common: CommonOptions

  private static let names = Redactor.categories.map(\.rawValue)

  func validate() throws {
    for name in chosen where name != Category.contact.rawValue && !Self.names.contains(name) {
      throw ValidationError(
        "'\(name)' is no category to mask: choose from \(Self.names.joined(separator: ", "))")
    }
    if !categories.isEmpty, chosen.isEmpty {
      throw ValidationError(
        "--categories names none: choose from \(Self.names.joined(separator: ", "))")
    }
  }

  func run() async throws {
    let masked = chosen.isEmpty ? Redactor.categories : chosen.compactMap(Category.init(rawValue:))
    let run = CorpusRedaction(CorpusSource(paths, field: field), masking: Set(masked))
    var notes: [String] = []
    let summary = try await ProgressBar.following {
      try run.run(writing: out) { notes = $0.notes }
    }
    Terminal.tell(notes: notes)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }

  private var chosen: [String] {
    categories.flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
  }
}
