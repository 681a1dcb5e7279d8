// Direct solvers for linear systems: LU, Cholesky, minimum-norm least squares, symmetric
// eigenvalues.

import CLinearAlgebra

extension Matrix {
  /// Solves `self * X = right` by LU with partial pivoting.
  ///
  /// - Parameter right: Shape `(n, count)`.
  /// - Returns: X of shape `(n, count)`, or `nil` if the matrix is singular to working precision.
  public func solving(_ right: Matrix) -> Matrix? {
    precondition(
      rows == columns && right.rows == rows,
      "shapes (\(rows), \(columns)) and (\(right.rows), \(right.columns)) form no system")
    guard rows > 0 else { return right }
    var a = transposed().elements
    var b = right.transposed().elements
    guard skua_solve(Int32(rows), Int32(right.columns), &a, &b) == 0 else { return nil }
    let solution = Matrix(rows: right.columns, columns: rows, elements: b).transposed()
    return solution.isFinite ? solution : nil
  }

  /// The result of a least-squares solve.
  public struct LeastSquares: Sendable {
    /// Shape `(unknowns, count)`; of minimum norm where the rank is short.
    public let solution: Matrix
    /// The numerical rank.
    public let rank: Int
    /// Descending, `min(rows, columns)` of them.
    public let singularValues: [Double]
  }

  /// Minimises `|self * X - right|` by the SVD, with the smallest X where it is not unique.
  ///
  /// - Parameters:
  ///   - right: Shape `(rows, count)`.
  ///   - tolerance: Singular values below this fraction of the largest count as zero.
  /// - Returns: `nil` if the SVD does not converge, which happens only with NaN in the input.
  public func leastSquares(_ right: Matrix, tolerance: Double = 1e-12) -> LeastSquares? {
    precondition(
      right.rows == rows, "shapes (\(rows), \(columns)) and (\(right.rows), \(right.columns))")
    guard isFinite, right.isFinite else { return nil }
    let height = Swift.max(rows, columns)
    guard rows > 0, columns > 0, right.columns > 0 else {
      return LeastSquares(
        solution: Matrix(rows: columns, columns: right.columns), rank: 0, singularValues: [])
    }
    var a = transposed().elements
    var b = [Double](repeating: 0, count: height * right.columns)
    for j in 0..<right.columns {
      for i in 0..<rows { b[j * height + i] = right.elements[i * right.columns + j] }
    }
    var values = [Double](repeating: 0, count: Swift.min(rows, columns))
    var rank: Int32 = 0
    let info = skua_least_squares(
      Int32(rows), Int32(columns), Int32(right.columns), &a, &b, Int32(height), tolerance, &values,
      &rank)
    guard info == 0 else { return nil }
    var solution = Matrix(rows: columns, columns: right.columns)
    for j in 0..<right.columns {
      for i in 0..<columns { solution.elements[i * right.columns + j] = b[j * height + i] }
    }
    return LeastSquares(solution: solution, rank: Int(rank), singularValues: values)
  }

  /// An orthonormal basis of the span of the columns, by QR with column pivoting.
  ///
  /// - Parameter tolerance: Columns whose remainder is below this share of the largest are left
  ///   out.
  /// - Returns: Orthonormal columns: `(rows, rank)`, at most as many as there are rows.
  public func orthonormalColumns(tolerance: Double = 1e-12) -> Matrix {
    guard rows > 0, columns > 0, isFinite else { return Matrix(rows: rows, columns: 0) }
    var a = transposed().elements
    var diagonal = [Double](repeating: 0, count: columns)
    guard skua_orthonormal_columns(Int32(rows), Int32(columns), &a, &diagonal) == 0 else {
      return Matrix(rows: rows, columns: 0)
    }
    let rank = diagonal.count { $0 > tolerance * diagonal[0] }
    return Matrix(rows: rank, columns: rows, elements: Array(a.prefix(rank * rows))).transposed()
  }

  /// Replaces the lower triangle of a symmetric matrix by its Cholesky factor.
  ///
  /// - Parameter precision: In single precision the factor is rounded to it.
  /// - Returns: Whether the matrix is positive definite to working precision.
  public mutating func factorizeCholesky(precision: Precision = .double) -> Bool {
    precondition(rows == columns, "shape (\(rows), \(columns)) is not square")
    guard rows > 0 else { return true }
    let n = Int32(rows)
    switch precision {
    case .double:
      return elements.withUnsafeMutableBufferPointer { skua_cholesky(n, $0.baseAddress!, n) == 0 }
    case .single:
      var factor = elements.map { Float($0) }
      guard skua_cholesky_single(n, &factor, n) == 0 else { return false }
      for i in factor.indices { elements[i] = Double(factor[i]) }
      return true
    }
  }

  /// Solves `L L' x = right`, where this matrix holds the factor L of `factorizeCholesky`.
  public func solvingCholesky(_ right: [Double]) -> [Double] {
    precondition(right.count == rows, "\(right.count) entries for shape (\(rows), \(columns))")
    guard rows > 0 else { return [] }
    var solution = right
    let info = elements.withUnsafeBufferPointer {
      skua_cholesky_solve(Int32(rows), 1, $0.baseAddress!, Int32(rows), &solution)
    }
    precondition(info == 0, "LAPACK refused argument \(-info) of dpotrs")
    return solution
  }

  /// Eigenvalues, ascending, and eigenvectors of a symmetric matrix.
  ///
  /// - Returns: The eigenvectors as rows, in the order of the values; `nil` if LAPACK does not
  ///   converge, which happens only with NaN in the input.
  public func symmetricEigen() -> (values: [Double], vectors: Matrix)? {
    precondition(rows == columns, "shape (\(rows), \(columns)) is not square")
    guard isFinite else { return nil }
    guard rows > 0 else { return ([], self) }
    var vectors = self
    var values = [Double](repeating: 0, count: rows)
    let n = Int32(rows)
    let info = vectors.elements.withUnsafeMutableBufferPointer {
      skua_symmetric_eigen(n, $0.baseAddress!, &values)
    }
    return info == 0 ? (values, vectors) : nil
  }
}
