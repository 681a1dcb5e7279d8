import Foundation
public import Memorization
public import Reports

/// The second half of `skua demo`: planted secrets come out of a small language model.
public struct MemorizationDemonstration: Sendable {
  /// A folder for the text, the store and the report.
  public var folder: String
  /// Samples of each scheme.
  public var samples: Int
  /// Decides what the model writes.
  public var seed: UInt64

  /// A demonstration on the models that Skua ships.
  public init(folder: String = ".skua/demo", samples: Int = 400, seed: UInt64 = 1) {
    self.folder = folder
    self.samples = samples
    self.seed = seed
  }

  /// What was found.
  public struct Outcome: Sendable {
    /// The audit's report.
    public let report: AuditReport
    /// Where the report stands as a page.
    public let page: String

    /// The tables for people.
    public var tables: [Table] {
      [report.plantedTable, report.categoryTable, report.secretTable].compactMap(\.self)
    }
  }

  /// Audits the largest shipped model.
  ///
  /// - Throws: `MemorizationError`, `LanguageModelError` or `RunsError` if the folder can't be written.
  public func run() async throws -> Outcome {
    let lab = try LabFolder(nil, cache: folder)
    let plan = lab.plan(samples: samples, seed: seed)
    let audit = Audit(plan, store: "\(folder)/runs.sqlite", reusesFinished: true)
    let outcome = try await audit.run()
    let page = "\(folder)/report.html"
    try AuditFiles(outcome, plan).writePage(page)
    return Outcome(report: outcome.report, page: page)
  }
}

extension AuditReport {
  /// The planted strings that came back, those of the fewest documents first.
  public var secretTable: Table? {
    let secrets = findings.filter { $0.planted != nil }
      .sorted {
        ($0.documents ?? 0, $0.occurrences ?? 0, $0.id)
          < ($1.documents ?? 0, $1.occurrences ?? 0, $1.id)
      }
    guard !secrets.isEmpty else { return nil }
    let shown = secrets.prefix(12)
    return Table(
      title: "Planted strings that the model gave back",
      columns: [
        .init("documents", .right), .init("times", .right), .init("samples", .right), .init("text"),
      ],
      rows: shown.map { finding in
        .cells([
          NumberFormat.count(finding.documents ?? 0), NumberFormat.count(finding.occurrences ?? 0),
          NumberFormat.count(finding.samples), finding.line,
        ])
      },
      footnotes: secrets.count > shown.count
        ? ["\(NumberFormat.count(secrets.count - shown.count)) more in the page."] : [])
  }
}
