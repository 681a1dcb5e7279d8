import Foundation
import LinearAlgebra
import Memorization
import Reports
public import Runs

/// The audit of a lab's largest model, from which Tables 1 to 3 and the perplexity figures of Carlini et
/// al. 2021 are made.
///
/// One audit serves all of them: a second table of the same study takes what the store has.
public struct MemorizationStudy: Sendable {
  /// A table or figure that this study makes.
  public enum Part: String, Sendable, CaseIterable {
    /// The kinds of memorised text.
    case table1 = "memorization-table-1"
    /// Memorised samples by scheme and metric.
    case table2 = "memorization-table-2"
    /// Strings of one document.
    case table3 = "memorization-table-3"
    /// Perplexities of samples against what they are compared with.
    case perplexity = "memorization-figure-perplexity"
  }

  /// Which one.
  public var part: Part
  /// A folder that `skua lab build` made; `nil` for the models that Skua ships.
  public var lab: String?
  /// Samples of each scheme.
  public var samples: Int
  /// The store of runs.
  public var store: String
  /// Decides everything random.
  public var seed: UInt64

  /// A study with as many samples as the documentation shows, or few for a quick look.
  public init(
    _ part: Part, lab: String? = nil, samples: Int? = nil, isQuick: Bool = false,
    store: String = RunStore.defaultPath, seed: UInt64 = 1
  ) {
    self.part = part
    self.lab = lab
    self.samples = samples ?? (isQuick ? 1000 : 20_000)
    self.store = store
    self.seed = seed
  }

  /// What was measured.
  struct Measurement {
    let plan: AuditPlan
    let report: AuditReport
    let clouds: [AuditCloud]
    /// How the audited model was trained, if that is on record.
    let training: LabBuildSummary.Model?
  }

  /// Runs the audit, or reads it from the store, and makes the table.
  ///
  /// - Throws: `MemorizationError`, `LanguageModelError` or `RunsError`.
  public func run() async throws -> Reproduction {
    let start = ContinuousClock.now
    let cache = URL(filePath: store).deletingLastPathComponent().path
    let folder = try LabFolder(lab, cache: cache)
    let plan = folder.plan(samples: samples, seed: seed)
    let outcome = try await Audit(plan, store: store).run()
    let measurement = Measurement(
      plan: plan, report: outcome.report, clouds: outcome.clouds, training: folder.training)
    let content = measurement.content(part)
    let notes = content.notes + [Self.difference(plan, folder)] + folder.trainings.map(\.sentence)
    let table = content.table
    var reproduction = Reproduction(
      name: part.rawValue, title: table.title, rows: content.rows,
      seconds: start.duration(to: .now).seconds, notes: notes,
      table: Table(
        title: table.title, columns: table.columns, rows: table.rows, footnotes: notes))
    reproduction.phenomena = measurement.phenomena
    if part == .perplexity {
      for cloud in outcome.clouds {
        let panels = cloud.panels(references: plan.references.map(\.name))
        reproduction.figures["\(part.rawValue)-\(cloud.scheme.rawValue).svg"] = panels
        reproduction.figures["\(part.rawValue)-\(cloud.scheme.rawValue)-zlib.svg"] = cloud.scatter
      }
    }
    return reproduction
  }

  /// What a part prints.
  struct Content {
    let table: Table
    let rows: [Reproduction.Row]
    let notes: [String]
  }

  private static func difference(_ plan: AuditPlan, _ folder: LabFolder) -> String {
    "The paper audits GPT-2 XL, trained on 40 GB of the web, with 200,000 samples of each scheme, and "
      + "judges 1,800 of them by hand. Here model \(folder.target) of a lab, trained on generated text "
      + "with planted strings, wrote \(NumberFormat.count(plan.samples)) of each, and all are compared with "
      + "the training text. Values are not to agree; the phenomena are."
  }
}
