import Reports

extension ExtractionTable7 {
  static let title =
    "Table 7 of Tramèr et al. 2016: regressions behind the feature extraction of Amazon's service"

  static let notes = [
    "Stand-ins: Amazon's service is closed. The targets are fitted here to 70% of the rows, with quantile "
      + "bins (QB) whose equal thresholds are one, one-hot categories (OHE), and columns of 0 for a "
      + "missing value. The paper doesn't give the number of bins: 10 per number for Circles and Iris, 50 "
      + "for Adult fit its counts.",
    "Rows agree if the labels do: 500 rows of the data (150 of Iris) and 500 rows of random bins, "
      + "numbers moved to the nearest value of the attack's grid, a step of 1e-3 where the range has "
      + "length 2.",
    "'search', 'solving', 'check': queries for thresholds (ours finds weights on the way), for weights "
      + "alone, and to test the copy. The paper's method doesn't test; it was told from the recipe "
      + "whether numbers are binned, which ours finds out. Ours was told which columns hold whole numbers.",
    "Each published value stands left of the one measured here; seconds are those of a server on "
      + "loopback against those of Amazon's network. USD at 0.0001 per query.",
  ]

  /// The rows as a table for people.
  static func table(_ rows: [Reproduction.Row]) -> Table {
    var lines: [Table.Row] = []
    var model: Reproduction.Label?
    for row in rows {
      if row.labels["model"] != model {
        model = row.labels["model"]
        let columns = NumberFormat.count(Int(row.measured["columns"] ?? 0))
        let thresholds = NumberFormat.count(Int(row.measured["thresholds"] ?? 0))
        lines.append(
          .group(
            "\(name(row, "title")) (\(name(row, "encoding"))): \(columns) columns, "
              + "\(thresholds) thresholds"))
      }
      lines.append(.cells(cells(row)))
    }
    return Table(
      title: title,
      columns: [
        .init("method"), .init("queries", .right), .init("here", .right), .init("search", .right),
        .init("solving", .right), .init("check", .right), .init("seconds", .right),
        .init("here", .right), .init("USD", .right), .init("here", .right),
        .init("data rows", .right), .init("uniform", .right),
      ],
      rows: lines, footnotes: notes)
  }

  private static func cells(_ row: Reproduction.Row) -> [String] {
    func count(_ value: Double?) -> String { value.map { NumberFormat.count(Int($0)) } ?? "-" }
    func percent(_ key: String) -> String { NumberFormat.percent(row.measured[key] ?? 0) }
    func dollars(_ value: Double?) -> String { value.map { NumberFormat.decimal($0) } ?? "-" }
    return [
      name(row, "method"), count(row.published["queries"]), count(row.measured["queries"]),
      count(row.measured["search_queries"]), count(row.measured["solving_queries"]),
      count(row.measured["check_queries"]), count(row.published["seconds"]),
      NumberFormat.decimal(row.measured["seconds"] ?? 0, places: 2),
      row.published["price"].map { NumberFormat.decimal($0, places: 2) } ?? "-",
      dollars(row.measured["price"]), percent("test"), percent("uniform"),
    ]
  }

  /// What the answers give away of the class and of columns for missing values.
  static func testTable(_ rows: [Reproduction.Row]) -> Table {
    Table(
      title: "Extract and test (Tramèr et al. 2016, §5.2)",
      columns: [
        .init("target"), .init("regression found"), .init("columns for missing values", .right),
        .init("queries", .right), .init("data rows", .right), .init("uniform", .right),
      ],
      rows: rows.map { row in
        .cells([
          name(row, "title"), name(row, "found"),
          NumberFormat.count(Int(row.measured["missing_columns"] ?? 0)),
          NumberFormat.count(Int(row.measured["queries"] ?? 0)),
          NumberFormat.percent(row.measured["test"] ?? 0),
          NumberFormat.percent(row.measured["uniform"] ?? 0),
        ])
      },
      footnotes: [
        "The paper found softmax without such columns at Amazon, and one-vs-rest with one per field at "
          + "BigML, whose stand-ins were trained on rows of which 5% of the values are missing; of two "
          + "classes one-vs-rest is one logistic function. For a "
          + "number the answers prove it; for categories the sign is that their weights don't add up to 0, "
          + "as penalised ones do otherwise."
      ])
  }

  private static func name(_ row: Reproduction.Row, _ key: String) -> String {
    if case .name(let name) = row.labels[key] { name } else { "" }
  }
}
