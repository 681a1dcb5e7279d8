import ArgumentParser
import Experiments

/// The command line: one file per verb, each of which parses, calls one function and prints.
@main
struct Skua: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skua",
    abstract: "Measures what a machine-learning model gives away.",
    discussion: """
      Skua rebuilds a model from its answers and reports how exact the copy is, how many queries it took \
      and what they cost. It lets a language model write, and reports what that repeats of its training \
      text. Use it on models that you own or may test.

      EXAMPLES
        skua demo
        skua train --data iris --model softmax --out target.json
        skua extract target.json --out copy.json
        skua compare target.json copy.json
        skua tree tree.json --svg tree.svg
        skua audit model/ --corpus texts/
        skua reproduce extraction-table-4 --quick
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, DataCommand.self, TrainCommand.self, ExtractCommand.self,
      CompareCommand.self, TreeCommand.self, LanguageModelCommand.self, AuditCommand.self,
      ServeCommand.self, CorpusCommand.self, DiscoverCommand.self, ExtendCommand.self,
      ExposureCommand.self, MembershipCommand.self,
      LabCommand.self, ReproduceCommand.self, RunsCommand.self,
    ])

  static func main() async {
    Terminal.takeOverSignals()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(reporting: error)
    }
  }
}
