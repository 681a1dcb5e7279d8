/// Reads rows to predict from a CSV file, under the schema of a model.
///
/// The header must name every feature, in any order; other columns, such as the target, are
/// ignored. An empty cell is a missing value.
public struct QueryReader: Sendable {
  /// The features that are read.
  public let schema: Schema
  /// Texts that count as missing besides the empty one, unless they name a category.
  public var missing: Set<String>
  /// What stands between two cells; `nil` infers it from the header.
  public var delimiter: CSVReader.Delimiter?

  /// A reader of rows under a schema.
  public init(
    _ schema: Schema, missing: Set<String> = [], delimiter: CSVReader.Delimiter? = nil
  ) {
    self.schema = schema
    self.missing = missing
    self.delimiter = delimiter
  }

  /// The rows of a CSV file, in order.
  ///
  /// - Throws: `EstimatorError`, of code `invalidQuery` if a column is missing or a cell holds what
  ///   the schema doesn't know.
  public func queries(at path: String) throws(EstimatorError) -> [Query] {
    try queries(from: try CSVReader(delimiter: delimiter).table(at: path))
  }

  /// The rows of a table, in order.
  ///
  /// - Throws: `EstimatorError` of code `invalidQuery` if a column is missing or a cell holds what
  ///   the schema doesn't know.
  public func queries(from table: CSVTable) throws(EstimatorError) -> [Query] {
    let columns = try featureColumns(of: table)
    let decoders = schema.features.map(CellDecoder.init)
    let options = DatasetOptions(missing: missing)
    var queries: [Query] = []
    queries.reserveCapacity(table.rows.count)
    for row in table.rows.indices {
      var values: [Value] = []
      values.reserveCapacity(columns.count)
      for (index, column) in columns.enumerated() {
        let cell = table.rows[row][column]
        if let value = decoders[index].value(of: cell) {
          values.append(value)
        } else if options.isMissing(cell) {
          values.append(.missing)
        } else {
          let place = table.place(row: row, column: column)
          throw schema.features[index].refusal(of: cell, at: place)
        }
      }
      queries.append(Query(values))
    }
    return queries
  }

  /// The column of each feature.
  private func featureColumns(of table: CSVTable) throws(EstimatorError) -> [Int] {
    let columns = schema.features.map { table.column(named: $0.name) }
    let absent = zip(schema.features, columns).filter { $0.1 == nil }.map(\.0.name)
    guard absent.isEmpty else {
      throw EstimatorError(
        .invalidQuery,
        "\(table.name): no column for the features \(absent.listed()); the columns are "
          + table.header.listed(limit: 40))
    }
    return columns.compactMap(\.self)
  }
}
