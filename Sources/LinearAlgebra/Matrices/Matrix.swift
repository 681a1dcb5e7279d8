/// A dense matrix of `Double`, stored row after row.
///
/// Samples are rows and features are columns throughout Skua: `(samples, features)`.
public struct Matrix: Sendable, Hashable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// The entries, row after row: entry (i, j) stands at `i * columns + j`.
  public var elements: [Double]

  /// A matrix of one value.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "no matrix has shape (\(rows), \(columns))")
    self.rows = rows
    self.columns = columns
    self.elements = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix of entries that are given row after row.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      elements.count == rows * columns,
      "\(elements.count) entries do not fill shape (\(rows), \(columns))")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of rows of one length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of a matrix differ in length")
    self.init(rows: rows.count, columns: columns, elements: Array(rows.joined()))
  }

  /// The identity of a size.
  public static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size { result[i, i] = 1 }
    return result
  }

  /// The entry in row `i` and column `j`.
  public subscript(i: Int, j: Int) -> Double {
    get {
      precondition(
        i >= 0 && i < rows && j >= 0 && j < columns,
        "entry (\(i), \(j)) lies outside of shape (\(rows), \(columns))")
      return elements[i * columns + j]
    }
    set {
      precondition(
        i >= 0 && i < rows && j >= 0 && j < columns,
        "entry (\(i), \(j)) lies outside of shape (\(rows), \(columns))")
      elements[i * columns + j] = newValue
    }
  }

  /// Row `i`, of length `columns`.
  public subscript(row i: Int) -> ArraySlice<Double> {
    elements[(i * columns)..<((i + 1) * columns)]
  }

  /// The matrix whose rows are the columns of this one.
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { result.elements[j * rows + i] = elements[i * columns + j] }
    }
    return result
  }

  /// The rows with the given indices, in that order, repeats allowed.
  public func selectingRows(_ indices: some Sequence<Int>) -> Matrix {
    var selected: [Double] = []
    var count = 0
    for index in indices {
      selected.append(contentsOf: self[row: index])
      count += 1
    }
    return Matrix(rows: count, columns: columns, elements: selected)
  }

  /// This matrix with a last column of ones, the intercept's column.
  public func appendingOnes() -> Matrix {
    var extended: [Double] = []
    extended.reserveCapacity(rows * (columns + 1))
    for i in 0..<rows {
      extended.append(contentsOf: self[row: i])
      extended.append(1)
    }
    return Matrix(rows: rows, columns: columns + 1, elements: extended)
  }

  /// This matrix with the rows of another of the same width below.
  public func appendingRows(_ other: Matrix) -> Matrix {
    precondition(
      columns == other.columns || rows == 0,
      "rows of width \(other.columns) do not fit below shape (\(rows), \(columns))")
    return Matrix(
      rows: rows + other.rows, columns: other.columns, elements: elements + other.elements)
  }

  /// Whether no entry is NaN or infinite.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }
}
