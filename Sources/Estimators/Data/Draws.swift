import LinearAlgebra

extension RandomNumberGenerator {
  /// Independent normal numbers of mean 0 and the given standard deviation: `(rows, columns)`.
  mutating func normals(rows: Int, columns: Int, deviation: Double = 1) -> Matrix {
    let elements = (0..<rows * columns).map { _ in deviation * normal() }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
