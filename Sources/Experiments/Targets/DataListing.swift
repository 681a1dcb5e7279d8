import Estimators
public import Reports

/// What `skua data list` prints.
public struct DataListing: Sendable, Encodable {
  /// Every data set that Skua carries or generates.
  public let dataSets: [Entry]

  /// One data set.
  public struct Entry: Sendable, Encodable {
    /// The name that commands take.
    public let name: String
    /// Rows, those with missing values left out.
    public let rows: Int
    /// Classes, c; `null` where the target is a number.
    @Nullable public var classes: Int?
    /// Encoded features, d.
    public let features: Int
    /// What the rows are.
    public let summary: String
    /// Who collected them.
    public let source: String
    /// The terms under which they may be passed on.
    public let licence: String
  }

  /// The listing.
  public init() {
    dataSets = ShippedDataset.allCases.map { set in
      let facts = set.facts
      return Entry(
        name: set.name, rows: facts.rows, classes: facts.classes,
        features: facts.encodedFeatures, summary: facts.summary, source: facts.source,
        licence: facts.licence)
    }
  }

  /// The listing as a table.
  public var table: Table {
    Table(
      columns: [
        .init("name"), .init("rows", .right), .init("classes", .right), .init("features", .right),
        .init("what"),
      ],
      rows: dataSets.map { set in
        .cells([
          set.name, NumberFormat.count(set.rows), set.classes.map { NumberFormat.count($0) } ?? "-",
          NumberFormat.count(set.features), set.summary,
        ])
      },
      footnotes: ["Features are counted after encoding: one-hot, every column in [-1, 1]."])
  }
}
