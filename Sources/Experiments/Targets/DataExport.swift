public import Estimators

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
