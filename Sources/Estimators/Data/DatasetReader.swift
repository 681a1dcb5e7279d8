/// Turns a table into a data set, in the way of the paper (Tramèr et al. 2016, §6.1).
///
/// Rows that miss a value in a column in use are removed. A column is numeric if all its cells,
/// those of removed rows too, are finite numbers, and categorical otherwise; ranges and categories
/// are those of the rows that stay. Categories are ordered by name, classes by number if all are
/// numbers and by name otherwise. Where the options allow it, the target is a number itself.
public struct DatasetReader: Sendable {
  /// Which column is the target, and what the others are.
  public var options: DatasetOptions

  /// A reader with the given options.
  public init(_ options: DatasetOptions = DatasetOptions()) { self.options = options }

  /// The data set in a CSV file, named like the file without its extensions.
  ///
  /// - Throws: `EstimatorError` if the file can't be read, is no table, lacks a named column, or
  ///   holds nothing to fit.
  public func load(_ path: String) throws(EstimatorError) -> LoadedDataset {
    let table = try CSVReader(delimiter: options.delimiter).table(at: path)
    return try dataset(from: table)
  }

  /// The data set in a table.
  ///
  /// - Parameters:
  ///   - table: The cells.
  ///   - name: The data set's name; by default the table's, without folder and extensions.
  /// - Complexity: O(rows x columns).
  /// - Throws: `EstimatorError` if the table lacks a named column or holds nothing to fit.
  public func dataset(
    from table: CSVTable, name: String? = nil
  ) throws(EstimatorError) -> LoadedDataset {
    let roles = try ColumnRoles(options, in: table)
    let kept = try completeRows(of: table, roles: roles)
    var notes: [LoadedDataset.Note] = []
    if kept.count < table.rows.count {
      notes.append(.rowsRemoved(table.rows.count - kept.count, of: table.rows.count))
    }
    notes += roles.ignored.map { .ignoredColumn(table.header[$0]) }

    let values = try numbers(of: table, column: roles.target, kept: kept)
    let target = try values == nil ? classes(of: table, column: roles.target, kept: kept) : nil
    var features: [Feature] = []
    var columns: [[Value]] = []
    for index in roles.features {
      let column = try TableColumn(index, of: table, kept: kept, options: options)
      features.append(column.feature)
      columns.append(column.values)
      notes += column.notes
    }
    let inputs = kept.indices.map { row in Query(columns.map { $0[row] }) }
    let schema = Schema(
      features: features, target: table.header[roles.target], classes: target?.names ?? [])
    let name = name ?? Self.shortName(table.name)
    let dataset =
      if let values {
        Dataset(name: name, schema: schema, inputs: inputs, values: values)
      } else {
        Dataset(name: name, schema: schema, inputs: inputs, labels: target?.indices ?? [])
      }
    return LoadedDataset(dataset: dataset, notes: notes)
  }

  /// The indices of the rows that miss no value in a column in use.
  private func completeRows(
    of table: CSVTable, roles: ColumnRoles
  ) throws(EstimatorError) -> [Int] {
    let used = roles.features + [roles.target]
    let kept = table.rows.indices.filter { row in
      !used.contains { options.isMissing(table.rows[row][$0]) }
    }
    guard kept.isEmpty else { return kept }
    let gaps = used.map { column in
      table.rows.count { options.isMissing($0[column]) }
    }
    let worst = gaps.indices.max { gaps[$0] < gaps[$1] }!
    throw EstimatorError(
      .unfitData,
      "\(table.name): all \(table.rows.count) rows were removed, since each misses a value; "
        + "column \(table.header[used[worst]].quoted) misses \(gaps[worst]): ignore the columns "
        + "with the most gaps")
  }

  /// The target's numbers in the rows that are kept; `nil` where it names classes.
  private func numbers(
    of table: CSVTable, column: Int, kept: [Int]
  ) throws(EstimatorError) -> [Double]? {
    guard options.targetKind != .classes else { return nil }
    let name = table.header[column]
    var numbers: [Double] = []
    for row in kept {
      guard let number = Double(cell: table.rows[row][column]) else {
        if options.targetKind == .inferred { return nil }
        throw EstimatorError(
          .malformedTable,
          "\(table.place(row: row, column: column)): \(table.rows[row][column].quoted) is not a "
            + "finite number, and the target is to be one")
      }
      numbers.append(number)
    }
    let distinct = Set(numbers).count
    if options.targetKind == .inferred && !options.numeric.contains(name) {
      guard distinct > 100, !options.categorical.contains(name) else { return nil }
    }
    guard distinct > 1 else {
      throw EstimatorError(
        .unfitData,
        "\(table.name): the target \(name.quoted) is \(numbers[0].shortestText) in every row")
    }
    return numbers
  }

  /// The class names in order, and the class of each row that is kept.
  private func classes(
    of table: CSVTable, column: Int, kept: [Int]
  ) throws(EstimatorError) -> (names: [String], indices: [Int]) {
    let name = table.header[column]
    let cells = kept.map { table.rows[$0][column] }
    let (distinct, indices) = numbering(cells)
    let numbers = distinct.compactMap { Double(cell: $0) }
    let isNumeric = numbers.count == distinct.count
    func refusal(_ reason: String) -> EstimatorError {
      EstimatorError(.unfitData, "\(table.name): the target \(name.quoted) \(reason)")
    }
    guard distinct.count > 1 else {
      throw refusal("is \(distinct[0].quoted) in every row; a model needs two classes at least")
    }
    if isNumeric && distinct.count > 100 && !options.categorical.contains(name) {
      throw refusal(
        "is a number with \(distinct.count) different values, which looks like regression; "
          + "choose another target, or declare it categorical if its values name classes")
    }
    guard distinct.count < kept.count || kept.count == 2 else {
      throw refusal("differs in each of the \(kept.count) rows; it names rows, not classes")
    }
    if options.numeric.contains(name) && !isNumeric {
      throw refusal("is declared numeric, but holds names such as \(distinct[0].quoted)")
    }
    let order = distinct.indices.sorted {
      isNumeric && numbers[$0] != numbers[$1]
        ? numbers[$0] < numbers[$1] : distinct[$0] < distinct[$1]
    }
    return (order.map { distinct[$0] }, renumbered(indices, by: order))
  }

  /// `adult` for `folder/adult.csv.gz`.
  static func shortName(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? "data"
    return String(file.split(separator: ".").first ?? file)
  }
}
