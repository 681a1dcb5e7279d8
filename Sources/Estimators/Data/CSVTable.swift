/// The cells of a CSV file as text, with the lines that they came from.
public struct CSVTable: Sendable, Hashable {
  /// The file, as errors name it.
  public let name: String
  /// The names of the columns: none empty, none twice.
  public let header: [String]
  /// The rows below the header, each as wide as the header.
  public let rows: [[String]]
  /// The line on which each row starts, counted from 1.
  public let lines: [Int]

  /// A table of rows, each as wide as the header.
  ///
  /// - Parameters:
  ///   - name: What errors call the table: the path of its file.
  ///   - header: The column names.
  ///   - rows: The cells, each row as wide as the header.
  ///   - lines: The line of each row; by default as if each row were one line of a file.
  public init(name: String, header: [String], rows: [[String]], lines: [Int]? = nil) {
    let lines = lines ?? Array(rows.indices.map { $0 + 2 })
    precondition(lines.count == rows.count, "\(lines.count) line numbers for \(rows.count) rows")
    precondition(
      rows.allSatisfy { $0.count == header.count },
      "a row of the table '\(name)' doesn't have \(header.count) cells")
    self.name = name
    self.header = header
    self.rows = rows
    self.lines = lines
  }

  /// The index of the column of a name, or `nil`.
  public func column(named name: String) -> Int? { header.firstIndex(of: name) }

  /// Where a cell stands, as errors begin: `people.csv, line 7, column 'age'`.
  func place(row: Int, column: Int) -> String {
    "\(name), line \(lines[row]), column \(header[column].quoted)"
  }
}
