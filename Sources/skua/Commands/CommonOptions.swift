public import ArgumentParser
public import Estimators
import Experiments
import Foundation

/// What every verb takes.
struct CommonOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Decides everything random; from 0 to 2^64 - 1, by default 1.", valueName: "n"),
    transform: { text in
      guard let seed = UInt64(text) else {
        throw ValidationError(
          "it takes a whole number from 0 to 18446744073709551615")
      }
      return seed
    })
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object in place of text.")
  var json = false

  /// Refuses to write over a file that the same command reads.
  static func check(_ out: String?, doesNotReplace read: String) throws {
    guard let out, URL(filePath: out).standardized == URL(filePath: read).standardized else {
      return
    }
    throw ValidationError("--out would replace \(read), which is read: write to another file")
  }
}

extension ParsableArguments {
  /// Holds a count to its range, so that no option asks for more memory than a machine has.
  ///
  /// - Throws: A usage error that names the option, the range and the value.
  static func check(_ option: String, _ value: Int?, in range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError(
      "\(option) takes a whole number from \(range.lowerBound) to \(range.upperBound), not \(value)"
    )
  }
}

/// A table to read: where it is and how its columns are meant.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV file (.gz too), or a data set that Skua carries: see 'skua data list'.",
      valueName: "file|name"))
  var data: String

  @Option(
    help: ArgumentHelp("The column to predict; the last one by default.", valueName: "column"))
  var target: String?

  @Option(help: ArgumentHelp("Columns to leave out.", valueName: "a,b"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("Columns of numbers that are categories.", valueName: "a,b"))
  var categorical: [String] = []

  @Option(help: ArgumentHelp("Columns that must be numbers.", valueName: "a,b"))
  var numeric: [String] = []

  @Option(
    help: ArgumentHelp("A cell that means no value, beside the empty one.", valueName: "text"))
  var missing: [String] = []

  @Option(
    help: ArgumentHelp(
      "What separates cells: comma, semicolon, tab or bar; guessed by default.",
      valueName: "name"))
  var delimiter: DelimiterName?

  /// The source that these options describe.
  var source: DataSource {
    DataSource(
      data,
      options: DatasetOptions(
        target: target, ignored: names(ignore), categorical: names(categorical),
        numeric: names(numeric), missing: Set(missing), delimiter: delimiter?.delimiter))
  }

  private func names(_ lists: [String]) -> Set<String> {
    Set(lists.flatMap { $0.split(separator: ",").map(String.init) })
  }
}

/// The delimiters by name, since a shell makes tabs and semicolons hard to type.
enum DelimiterName: String, ExpressibleByArgument, CaseIterable {
  case comma, semicolon, tab, bar

  var delimiter: CSVReader.Delimiter {
    switch self {
    case .comma: .comma
    case .semicolon: .semicolon
    case .tab: .tab
    case .bar: .bar
    }
  }
}

extension ModelKind: ExpressibleByArgument {}
extension Activation: ExpressibleByArgument {}
extension MultilayerPerceptron.Optimizer: ExpressibleByArgument {}
extension ClassificationTree.Criterion: ExpressibleByArgument {}
extension TreeLimits.CategorySplits: ExpressibleByArgument {}
