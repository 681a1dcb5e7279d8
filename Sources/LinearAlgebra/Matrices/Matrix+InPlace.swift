import CLinearAlgebra

extension Matrix {
  /// Overwrites this matrix by `scale * op(a) * op(b) + keeping * self`, without an allocation.
  ///
  /// For loops that multiply small matrices very often; `multiplied(by:)` reads better elsewhere.
  /// - Parameters:
  ///   - a: The left factor.
  ///   - b: The right factor.
  ///   - transposingA: Whether op transposes the left factor.
  ///   - transposingB: Whether op transposes the right factor.
  ///   - scale: Factor of the product.
  ///   - keeping: Factor of what this matrix held.
  /// - Complexity: O(m n k), in BLAS.
  public mutating func setProduct(
    _ a: Matrix, _ b: Matrix, transposingA: Bool = false, transposingB: Bool = false,
    scale: Double = 1, keeping: Double = 0
  ) {
    let (m, k) = transposingA ? (a.columns, a.rows) : (a.rows, a.columns)
    let (inner, n) = transposingB ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(
      k == inner && m == rows && n == columns,
      "(\(m), \(k)) times (\(inner), \(n)) does not give shape (\(rows), \(columns))")
    guard m > 0, n > 0 else { return }
    guard k > 0 else {
      for i in elements.indices { elements[i] *= keeping }
      return
    }
    let width = Int32(columns)
    elements.withUnsafeMutableBufferPointer { c in
      a.elements.withUnsafeBufferPointer { x in
        b.elements.withUnsafeBufferPointer { y in
          skua_gemm(
            transposingA, transposingB, Int32(m), Int32(n), Int32(k), scale, x.baseAddress!,
            Int32(a.columns), y.baseAddress!, Int32(b.columns), keeping, c.baseAddress!, width)
        }
      }
    }
  }
}
