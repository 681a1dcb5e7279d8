public import LinearAlgebra

/// Reads points of the encoded cube from a CSV file of numbers, with or without a header.
///
/// The first line is a header if none of its cells is a number.
public struct PointReader: Sendable {
  /// Number of columns that the file must have, d.
  public let dimensions: Int
  /// What stands between two cells; `nil` infers it from the first line.
  public var delimiter: CSVReader.Delimiter?

  /// A reader of points of d coordinates.
  public init(dimensions: Int, delimiter: CSVReader.Delimiter? = nil) {
    self.dimensions = dimensions
    self.delimiter = delimiter
  }

  /// The points in a file: `(rows, dimensions)`.
  ///
  /// - Throws: `EstimatorError`, of code `invalidQuery` if the file has another width, and
  ///   `malformedTable` if a cell holds no finite number.
  public func points(at path: String) throws(EstimatorError) -> Matrix {
    let reader = CSVReader(delimiter: delimiter)
    return try points(from: try readFile(path, maximumBytes: reader.maximumBytes), name: path)
  }

  /// The points in the bytes of a file, which errors call `name`: `(rows, dimensions)`.
  ///
  /// - Throws: `EstimatorError`, as `points(at:)`.
  public func points(from bytes: [UInt8], name: String) throws(EstimatorError) -> Matrix {
    var records = try CSVReader(delimiter: delimiter).records(from: bytes, name: name)
    let width = records[0].cells.count
    guard width == dimensions else {
      throw EstimatorError(
        .invalidQuery,
        "\(name): expected \(dimensions) columns, one per encoded feature, "
          + "found \(width)")
    }
    if records[0].cells.allSatisfy({ Double(cell: $0) == nil }) { records.removeFirst() }
    guard !records.isEmpty else {
      throw EstimatorError(.malformedTable, "\(name) holds a header and no points")
    }
    var elements: [Double] = []
    elements.reserveCapacity(records.count * dimensions)
    for record in records {
      for (index, cell) in record.cells.enumerated() {
        guard let number = Double(cell: cell) else {
          throw EstimatorError(
            .malformedTable,
            "\(name), line \(record.line), column \(index + 1): \(cell.quoted) "
              + "is not a finite number")
        }
        elements.append(number)
      }
    }
    return Matrix(rows: records.count, columns: dimensions, elements: elements)
  }
}
