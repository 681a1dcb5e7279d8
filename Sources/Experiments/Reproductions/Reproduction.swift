import Foundation
public import Memorization
public import Reports

/// A table or figure of the papers: each published value beside the measured one.
public struct Reproduction: Sendable, Encodable {
  /// The name that `skua reproduce` takes.
  public let name: String
  /// One line above the table.
  public let title: String
  /// The rows in the paper's order, ours beside theirs.
  public let rows: [Row]
  /// Seconds of the whole run.
  public let seconds: Double
  /// What a reader must know to compare the columns.
  public let notes: [String]
  /// What the paper claims beyond single values, each with what was measured; `nil` where there is
  /// nothing to claim.
  @Nullable public var phenomena: [Phenomenon]?
  /// The table as it is printed.
  public let table: Table
  /// What stands above the table; empty for nothing.
  public var preface = ""
  /// Tables below it.
  public var furtherTables: [Table] = []
  /// Pictures by file name.
  public var figures: [String: any Figure] = [:]

  /// Writes the pictures into a folder, which is made if it isn't there.
  ///
  /// - Throws: `MemorizationError` if a file can't be written.
  public func writeFigures(to folder: String) throws(MemorizationError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, figure) in figures {
        try Data(figure.svg().utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
      }
    } catch {
      throw MemorizationError(.file, "\(folder): figures can't be written", underlying: error)
    }
  }

  /// A claim that holds or doesn't.
  public struct Phenomenon: Sendable, Encodable {
    /// The claim in a few words.
    public let name: String
    /// Whether it held.
    public let passed: Bool
    /// The figures that say so.
    public let evidence: String
  }

  /// The phenomena for people; `nil` without any.
  public var phenomenonTable: Table? {
    guard let phenomena else { return nil }
    return Table(
      title: "Phenomena of the paper",
      columns: [.init("claim"), .init(""), .init("measured here")],
      rows: phenomena.map { .cells([$0.name, $0.passed ? "pass" : "FAIL", $0.evidence]) },
      footnotes: [
        "Of two shares one is more if their 95% intervals are disjoint: few samples decide little."
      ])
  }

  /// One row: what tells it from the others, and values by name. Shares are fractions, never
  /// percent.
  public struct Row: Sendable, Encodable {
    /// What was run: "model", "method", "queries".
    public let labels: [String: Label]
    /// What the paper reports; a value that it doesn't give is left out.
    public let published: [String: Double]
    /// What was measured here.
    public let measured: [String: Double]

    /// A row of labels and values.
    public init(
      labels: [String: Label], published: [String: Double], measured: [String: Double]
    ) {
      self.labels = labels
      self.published = published
      self.measured = measured
    }
  }

  /// A label is a name or a count.
  public enum Label: Sendable, Hashable, Encodable {
    /// A name.
    case name(String)
    /// A count.
    case count(Int)

    public func encode(to encoder: any Swift.Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .name(let name): try container.encode(name)
      case .count(let count): try container.encode(count)
      }
    }
  }

  private enum CodingKeys: CodingKey { case name, title, rows, seconds, notes, phenomena }
}
