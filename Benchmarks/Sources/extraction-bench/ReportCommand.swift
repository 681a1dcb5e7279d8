import ArgumentParser
import Foundation
import Reports

/// `extraction-bench report`: compares all copies with their targets and prints the table.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Compares every copy with its target and prints one table.")

  @Argument(help: "The folder that 'prepare' wrote to.") var folder: String
  @Flag(help: "Report what takes minutes to solve, too.") var full = false
  @Option(help: ArgumentHelp("Threads of each solver's BLAS.", valueName: "n"))
  var threads: Int
  @Option(help: ArgumentHelp("Passes of the perceptron's training.", valueName: "n"))
  var passes: Int
  @Option(help: "A file to write the rows to as JSON.") var json: String?

  func run() throws {
    let root = URL(filePath: folder)
    let report = Report(
      rows: try Workload.all(full: full).flatMap { try Report.rows(of: $0, in: root) },
      threads: threads, load: Self.load, cores: ProcessInfo.processInfo.activeProcessorCount,
      passes: passes)
    if let json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      try encoder.encode(report).write(to: URL(filePath: json))
    }
    print(report.table.text(), terminator: "")
  }

  /// Processes that wanted a core in the last minute, if the system tells.
  private static var load: Double? {
    var averages = [0.0]
    return getloadavg(&averages, 1) == 1 ? averages[0] : nil
  }
}
