import Estimators
import Foundation
import Oracles
import Reports
public import Runs

/// What `skua runs export` writes of an extraction: its queries and answers as JSON lines.
public struct LedgerExport: Sendable {
  private static let page = 1024

  /// Whether a run has a ledger to write, not samples.
  public static func suits(_ run: Run) -> Bool { run.kind == RemoteSession.kind }

  private struct Line: Encodable {
    let ordinal: Int
    /// A value by feature: a number, the name of a category, or null.
    let query: [String: Cell]
    @Nullable var label: String?
    @Nullable var value: Double?
    @Nullable var score: Double?
    @Nullable var probabilities: [Double]?
    /// Probabilities of some classes, by name.
    var likeliest: [String: Double]?
    let answered: Bool
  }

  private enum Cell: Encodable {
    case number(Double)
    case name(String)
    case missing

    func encode(to encoder: any Swift.Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .name(let name): try container.encode(name)
      case .missing: try container.encodeNil()
      }
    }
  }

  /// Writes a run's ledger in the order of its queries; a page is in memory at a time.
  ///
  /// - Throws: `RunsError` or `OracleError` if the run can't be read or the file not be written.
  public static func write(
    _ run: Run.ID, of store: RunStore, to path: String
  ) throws -> RunExport.Summary {
    let schema = try RemoteSession.schema(of: run, in: store)
    let count = try store.ledgerCount(of: run).queries
    var written = 0
    try LineFile.write(to: path) { line in
      while written < count {
        let page = written..<min(count, written + Self.page)
        for entry in try StoredLedger.entries(in: page, of: run, store) {
          try line(RunExport.line(self.line(written, entry, schema)))
          written += 1
        }
      }
    }
    return RunExport.Summary(run: run, groups: ["ledger"], samples: written, out: path)
  }

  private static func line(_ ordinal: Int, _ entry: LedgerEntry, _ schema: Schema) -> Line {
    var query: [String: Cell] = [:]
    for (value, feature) in zip(entry.query.values, schema.features) {
      switch (value, feature.kind) {
      case (.number(let number), _): query[feature.name] = .number(number)
      case (.category(let index), .categorical(let names)) where names.indices.contains(index):
        query[feature.name] = .name(names[index])
      default: query[feature.name] = .missing
      }
    }
    let answer = entry.answer
    var line = Line(ordinal: ordinal, query: query, answered: answer != nil)
    line.value = answer?.value
    if let answer, answer.value == nil, schema.classes.indices.contains(answer.label) {
      line.label = schema.classes[answer.label]
    }
    switch answer?.scores {
    case .top(let score)?: line.score = score
    case .all(let scores)?: line.probabilities = scores
    case .likeliest(let scores)?:
      line.likeliest = Dictionary(
        scores.map {
          (
            schema.classes.indices.contains($0.label) ? schema.classes[$0.label] : "\($0.label)",
            $0.score
          )
        },
        uniquingKeysWith: { first, _ in first })
    default: break
    }
    return line
  }
}
