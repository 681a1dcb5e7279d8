import ArgumentParser

/// `skua lab`: text with planted secrets, and models trained on it.
struct LabCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Builds a corpus with planted secrets, of which everything is known, and its models.",
    discussion: """
      EXAMPLES
        skua lab build --size small --out lab
        skua lab build --size standard --corpus-only --out lab
      """,
    subcommands: [LabBuildCommand.self])
}
