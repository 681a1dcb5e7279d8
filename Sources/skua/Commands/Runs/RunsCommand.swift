import ArgumentParser
import Experiments
import Reports
import Runs

/// `skua runs`: what was recorded.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists, shows, exports and deletes recorded runs.",
    discussion: """
      EXAMPLES
        skua runs list
        skua runs show 3
        skua runs resume 4
        skua runs export 3 --out samples.jsonl
        skua runs delete 3
      """,
    subcommands: [List.self, Show.self, Resume.self, Export.self, Delete.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names every run with its state and size.",
      discussion: "EXAMPLE\n  skua runs list --json")
    @OptionGroup var store: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let listing = try RunListing(store.open(.readOnly))
      if common.json {
        try Terminal.show(json: listing)
      } else if listing.runs.isEmpty {
        Terminal.tell("no runs are recorded in \(store.store)")
      } else {
        Terminal.show(listing.table.text())
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Describes one run: what was asked, what is recorded, what came out.",
      discussion: """
        Texts in findings may hold somebody's data: what is personal in them is masked unless --reveal is given.

        EXAMPLE
          skua runs show 3 --json
        """)
    @Argument(help: "A run's number.") var id: Run.ID
    @Flag(help: "Show the texts of findings.") var reveal = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let description = try RunDescription(
        id, in: store.open(.readOnly), mask: reveal ? .revealing : .redacting)
      if common.json {
        try Terminal.show(json: description)
      } else {
        Terminal.show(try description.text())
      }
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Goes on with an interrupted extraction from a service; no recorded answer is asked again.",
      discussion: """
        Keys are not recorded: give them as to 'skua extract'. Other kinds of runs go on when the command \
        that began them is given again.

        EXAMPLES
          skua runs resume 4 --out copy.json
          skua runs resume 4 --key-env SERVICE_KEY
        """)
    @Argument(help: "A run's number.") var id: Run.ID
    @Option(help: ArgumentHelp("The model file to write the copy to.", valueName: "file"))
    var out: String?
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      try CommonOptions.check(out, doesNotReplace: store.store)
    }

    func run() async throws {
      let extraction = try RemoteExtraction(resuming: id, store: store.store) {
        try connection.settings($0, seed: common.seed)
      }
      try await ExtractCommand.show(extraction, out: out, json: common.json)
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a run's samples, or queries and answers, as JSON lines.",
      discussion: """
        Of an extraction from a service each line is a query and what was answered. \
        Samples of an audit are written as text, in which personal data is masked unless --reveal is given; \
        that takes the tokenizer in the folder of the model. Without it, tokens are written with --reveal, and \
        log-probabilities alone without.

        EXAMPLES
          skua runs export 3 --out samples.jsonl
          skua runs export 3 --group top_n --reveal --out samples.jsonl
        """)
    @Argument(help: "A run's number.") var id: Run.ID
    @Option(help: ArgumentHelp("The file to write.", valueName: "file")) var out: String
    @Option(help: ArgumentHelp("The one group of samples to write.", valueName: "name"))
    var group: String?
    @Flag(help: "Show personal data as it is, and tokens.") var reveal = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      try CommonOptions.check(out, doesNotReplace: store.store)
    }

    func run() async throws {
      let store = try store.open(.readOnly)
      if LedgerExport.suits(try store.run(id)) { return try exportLedger(store) }
      let rendering = try SampleRendering(of: store.run(id), reveals: reveal)
      let export = RunExport(id, of: store, group: group, render: rendering.render)
      let summary = try await ProgressBar.following { try export.write(to: out) }
      Terminal.tell(notes: rendering.notes)
      if common.json {
        try Terminal.show(json: summary)
      } else {
        Terminal.tell("\(NumberFormat.count(summary.samples)) samples written to \(out)")
      }
    }

    private func exportLedger(_ store: RunStore) throws {
      guard group == nil else {
        throw ValidationError("run \(id) has queries and answers, no groups: leave --group out")
      }
      let summary = try LedgerExport.write(id, of: store, to: out)
      if common.json {
        try Terminal.show(json: summary)
      } else {
        Terminal.tell("\(NumberFormat.count(summary.samples)) queries written to \(out)")
      }
    }
  }

  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Removes a run with all that it recorded, for good.",
      discussion: "EXAMPLE\n  skua runs delete 3")
    @Argument(help: "A run's number.") var id: Run.ID
    @OptionGroup var store: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try store.open(.readWrite).delete(id)
      if common.json {
        try Terminal.show(json: ["deleted": id])
      } else {
        Terminal.tell("run \(id) is deleted")
      }
    }
  }
}
