import Foundation
import Memorization
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
    let outcome = try await Audit(plan, store: "\(folder)/runs.sqlite").run()
    let page = "\(folder)/report.html"
    try AuditFiles(outcome, plan).writePage(page)
    return Outcome(report: outcome.report, page: page)
  }
}
