public import Estimators
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
        name: set.name, rows: facts.rows, classes: Nullable(wrappedValue: facts.classes),
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

/// What `skua data show` prints.
public struct DataDescription: Sendable, Encodable {
  /// The name, size, source and licence.
  public let dataSet: DataListing.Entry
  /// The columns and classes; `null` where the target is a number.
  @Nullable public var schema: Schema?
  /// What the reader did to the table.
  public let notes: [String]

  /// Describes a data set.
  ///
  /// - Throws: `EstimatorError` of code `unknownName` that lists the names.
  public init(_ name: String, seed: UInt64) throws(EstimatorError) {
    let set = try ShippedDataset(named: name)
    dataSet = DataListing().dataSets[ShippedDataset.allCases.firstIndex(of: set) ?? 0]
    guard set.facts.classes != nil else {
      notes = ["the target is a number: there are no classes to predict"]
      return
    }
    let loaded = try set.load(seed: seed)
    notes = loaded.notes.map(\.description)
    schema = loaded.dataset.schema
  }

  /// The description for people.
  public var text: String {
    var lines = [
      dataSet.name, dataSet.summary,
      "\(NumberFormat.count(dataSet.rows)) rows, \(NumberFormat.count(dataSet.features)) encoded features"
        + (dataSet.classes.map { ", \($0) classes" } ?? ""),
      "source: \(dataSet.source)", "licence: \(dataSet.licence)",
    ]
    if let schema {
      lines += ["", "\(schema.target): \(schema.classes.joined(separator: ", "))", ""]
      lines.append(
        Table(
          columns: [.init("column"), .init("kind"), .init("values")],
          rows: schema.features.map { .cells([$0.name, $0.kindName, $0.values]) }
        ).text())
    }
    return (lines + notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}

extension Feature {
  fileprivate var kindName: String {
    switch kind {
    case .numeric: "numeric"
    case .categorical: "categorical"
    }
  }

  /// The range, or the first categories.
  fileprivate var values: String {
    switch kind {
    case .numeric(let minimum, let maximum): return "\(minimum) to \(maximum)"
    case .categorical(let categories):
      let listed = categories.prefix(4).joined(separator: ", ")
      return categories.count > 4 ? "\(listed) and \(categories.count - 4) more" : listed
    }
  }
}

/// What `skua data export` writes.
public struct DataExport: Sendable {
  /// The CSV text.
  public let text: String
  /// Rows written, without the header.
  public let rows: Int
  /// Columns written, the target included.
  public let columns: Int
  private let name: String

  /// Renders a data set as CSV.
  ///
  /// - Throws: `EstimatorError` if there is no such data set, or no encoding of it.
  public init(_ name: String, encoded: Bool, seed: UInt64) throws(EstimatorError) {
    self.name = name
    let set = try ShippedDataset(named: name)
    if encoded {
      let data = try set.load(seed: seed).dataset
      text = CSVWriter().encodedText(of: data)
      (rows, columns) = (data.count, Encoder(data.schema).dimensions + 1)
    } else {
      let table = try set.table(seed: seed)
      text = CSVWriter().text(of: table)
      (rows, columns) = (table.rows.count, table.header.count)
    }
  }

  /// What was written, for programs.
  public struct Summary: Sendable, Encodable {
    let name: String
    let rows: Int
    let columns: Int
    let out: String
  }

  /// What was written to a path.
  public func summary(_ path: String) -> Summary {
    Summary(name: name, rows: rows, columns: columns, out: path)
  }
}
