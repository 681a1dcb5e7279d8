// The columns of a table on their way to features.

/// Which columns of a table are features, which one is the target, and which are left out.
struct ColumnRoles {
  let features: [Int]
  let target: Int
  let ignored: [Int]

  /// Looks up the names in the options.
  init(_ options: DatasetOptions, in table: CSVTable) throws(EstimatorError) {
    func refusal(_ code: EstimatorError.Code, _ reason: String) -> EstimatorError {
      EstimatorError(code, "\(table.name): \(reason)")
    }
    let named =
      [options.target].compactMap(\.self)
      + options.ignored.union(options.categorical).union(options.numeric).sorted()
    for name in named where table.column(named: name) == nil {
      throw refusal(
        .unknownName,
        "no column is called \(name.quoted); the columns are \(table.header.listed(limit: 40))")
    }
    if let both = options.categorical.intersection(options.numeric).min() {
      throw refusal(.unfitData, "column \(both.quoted) is declared both categorical and numeric")
    }
    let target = options.target.flatMap(table.column(named:)) ?? table.header.count - 1
    guard !options.ignored.contains(table.header[target]) else {
      throw refusal(
        .unfitData, "the target \(table.header[target].quoted) is among the ignored columns")
    }
    self.target = target
    ignored = table.header.indices.filter { options.ignored.contains(table.header[$0]) }
    features = table.header.indices.filter {
      $0 != target && !options.ignored.contains(table.header[$0])
    }
    guard !features.isEmpty else {
      throw refusal(.unfitData, "no column is left beside the target to learn from")
    }
  }
}

/// One column as a feature, with its value in each row that is kept.
struct TableColumn {
  let feature: Feature
  let values: [Value]
  private(set) var notes: [LoadedDataset.Note] = []

  /// Reads a column as numbers if it holds nothing else, or as the options say.
  init(
    _ index: Int, of table: CSVTable, kept: [Int], options: DatasetOptions
  ) throws(EstimatorError) {
    let name = table.header[index]
    let cells = kept.map { table.rows[$0][index] }
    guard !options.categorical.contains(name) else {
      self.init(name: name, categories: cells)
      return
    }
    guard let word = Self.firstWord(in: index, of: table, options: options) else {
      self.init(name: name, numbers: cells.map { Double(cell: $0)! })
      return
    }
    let value = table.rows[word][index]
    guard !options.numeric.contains(name) else {
      throw EstimatorError(
        .malformedTable,
        "\(table.place(row: word, column: index)): \(value.quoted) is not a finite number, and "
          + "the column is declared numeric")
    }
    self.init(name: name, categories: cells)
    if isMostlyNumeric {
      notes.append(.mostlyNumeric(column: name, line: table.lines[word], value: value))
    }
  }

  private init(name: String, numbers: [Double]) {
    let (minimum, maximum) = (numbers.min()!, numbers.max()!)
    feature = Feature(name: name, kind: .numeric(minimum: minimum, maximum: maximum))
    values = numbers.map(Value.number)
    if minimum == maximum { notes.append(.constantColumn(name)) }
  }

  private init(name: String, categories cells: [String]) {
    let (distinct, indices) = numbering(cells)
    let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
    feature = Feature(name: name, kind: .categorical(order.map { distinct[$0] }))
    values = renumbered(indices, by: order).map(Value.category)
    if distinct.count == 1 { notes.append(.constantColumn(name)) }
    if distinct.count > 200 {
      notes.append(.manyCategories(column: name, categories: distinct.count))
    }
  }

  /// The first row whose cell is neither missing nor a finite number.
  private static func firstWord(
    in column: Int, of table: CSVTable, options: DatasetOptions
  ) -> Int? {
    table.rows.firstIndex { cells in
      Double(cell: cells[column]) == nil && !options.isMissing(cells[column])
    }
  }

  /// Whether three categories or more are numbers, and all others but one or a tenth are.
  private var isMostlyNumeric: Bool {
    guard case .categorical(let names) = feature.kind else { return false }
    let words = names.count { Double(cell: $0) == nil }
    return names.count - words >= 3 && words <= max(1, names.count / 10)
  }
}

/// The distinct cells in order of appearance, and for each cell which of them it is.
func numbering(_ cells: [String]) -> (distinct: [String], indices: [Int]) {
  var known: [String: Int] = [:]
  var distinct: [String] = []
  let indices = cells.map { cell in
    if let index = known[cell] { return index }
    known[cell] = distinct.count
    distinct.append(cell)
    return distinct.count - 1
  }
  return (distinct, indices)
}

/// The indices after what they point at was put into the given order.
func renumbered(_ indices: [Int], by order: [Int]) -> [Int] {
  var position = [Int](repeating: 0, count: order.count)
  for (new, old) in order.enumerated() { position[old] = new }
  return indices.map { position[$0] }
}
