import ArgumentParser
import Estimators
import Experiments
import Reports

/// `skua data`: the data sets that Skua carries or generates.
struct DataCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Lists, describes and exports the data sets that Skua carries.",
    discussion: """
      EXAMPLES
        skua data list
        skua data show adult-race
        skua data export iris --out iris.csv
        skua data export circles --encoded --seed 7 > circles.csv
      """,
    subcommands: [List.self, Show.self, Export.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names every data set with its size.",
      discussion: "EXAMPLE\n  skua data list --json")
    @OptionGroup var common: CommonOptions

    func run() throws {
      let listing = DataListing()
      if common.json {
        try Terminal.show(json: listing)
      } else {
        Terminal.show(listing.table.text())
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Describes one data set: its columns, classes, source and licence.",
      discussion: "EXAMPLE\n  skua data show adult-income")
    @Argument(help: "A data set's name.") var name: String
    @OptionGroup var common: CommonOptions

    func run() throws {
      let description = try DataDescription(name, seed: common.seed)
      if common.json {
        try Terminal.show(json: description)
      } else {
        Terminal.show(description.text)
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a data set as CSV: as it is, or encoded.",
      discussion: "EXAMPLE\n  skua data export digits --out digits.csv")
    @Argument(help: "A data set's name.") var name: String
    @Option(
      help: ArgumentHelp("The file to write; standard output by default.", valueName: "file"))
    var out: String?
    @Flag(help: "Write points of the cube [-1, 1]^d and the class, not the table itself.")
    var encoded = false
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if common.json && out == nil {
        throw ValidationError("with --json the table needs a file: add --out FILE")
      }
    }

    func run() throws {
      let export = try DataExport(name, encoded: encoded, seed: common.seed)
      guard let out else {
        Terminal.write(export.text)
        return
      }
      try writeAtomically(export.text.utf8, to: out)
      if common.json {
        try Terminal.show(json: export.summary(out))
      } else {
        Terminal.tell("\(export.rows) rows and \(export.columns) columns written to \(out)")
      }
    }
  }
}
