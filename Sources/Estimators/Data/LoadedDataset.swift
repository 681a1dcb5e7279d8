/// A data set as it was read, with what the reader did to it.
public struct LoadedDataset: Sendable, Equatable {
  /// The data set.
  public let dataset: Dataset
  /// What a user should know about the way from the table to the data set.
  public let notes: [Note]

  /// A data set and its notes.
  public init(dataset: Dataset, notes: [Note] = []) {
    self.dataset = dataset
    self.notes = notes
  }

  /// Number of rows that were removed since they miss a value.
  public var removedRows: Int {
    for case .rowsRemoved(let count, of: _) in notes { return count }
    return 0
  }

  /// One thing that the reader did or noticed.
  public enum Note: Sendable, Hashable, CustomStringConvertible {
    /// Rows with a missing value in a column in use were removed.
    case rowsRemoved(Int, of: Int)
    /// A column was left out, as the options say.
    case ignoredColumn(String)
    /// A column has the same value in every row; it encodes to 0.
    case constantColumn(String)
    /// A column became as many encoded columns as it has categories, which are many.
    case manyCategories(column: String, categories: Int)
    /// A column of numbers, but for a few cells, was read as categories; the first such cell.
    case mostlyNumeric(column: String, line: Int, value: String)

    /// One sentence.
    public var description: String {
      switch self {
      case .rowsRemoved(let count, of: let total):
        "\(count) of \(total) rows were removed since they miss a value"
      case .ignoredColumn(let column):
        "column \(column.quoted) was left out"
      case .constantColumn(let column):
        "column \(column.quoted) has the same value in every row; it encodes to 0"
      case .manyCategories(let column, let categories):
        "column \(column.quoted) has \(categories) categories, each an encoded column; ignore it "
          + "if it identifies rows"
      case .mostlyNumeric(let column, let line, let value):
        "column \(column.quoted) is nearly all numbers but was read as categories, since line "
          + "\(line) holds \(value.quoted)"
      }
    }
  }
}
