/// A table of text: a title, columns, rows in groups, and footnotes.
///
/// It holds cells as they are printed (`NumberFormat` makes them), so that every rendering shows
/// the same digits.
public struct Table: Sendable, Hashable {
  /// One line above the table; may be empty.
  public let title: String
  /// The columns from left to right.
  public let columns: [Column]
  /// The rows from top to bottom.
  public let rows: [Row]
  /// Paragraphs below the table, in order.
  public let footnotes: [String]

  /// A column's heading and how its cells line up.
  public struct Column: Sendable, Hashable {
    /// The heading; may be empty.
    public let title: String
    /// How the cells line up.
    public let alignment: Alignment

    /// A column of a heading and an alignment.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// How the cells of a column line up.
  public enum Alignment: String, Sendable, Hashable {
    /// At their first character: names.
    case left
    /// At their last character: counts.
    case right
    /// At the decimal point, which a number without one has behind its last digit.
    case decimal
  }

  /// One line of the table.
  public enum Row: Sendable, Hashable {
    /// A text per column.
    case cells([String])
    /// The name of the rows that follow, across all columns.
    case group(String)
    /// A thin rule between what stands above and below.
    case separator
  }

  /// A table, in which each row of cells has one cell per column.
  public init(title: String = "", columns: [Column], rows: [Row], footnotes: [String] = []) {
    for case .cells(let cells) in rows {
      precondition(
        cells.count == columns.count, "a row of \(cells.count) cells in \(columns.count) columns")
    }
    self.title = title
    self.columns = columns
    self.rows = rows
    self.footnotes = footnotes
  }
}
