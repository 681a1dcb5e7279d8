import CLinearAlgebra

extension Matrix {
  /// The product `op(self) * op(other)`, where `op` transposes if asked.
  ///
  /// - Complexity: O(m n k), in BLAS.
  public func multiplied(
    by other: Matrix, transposingSelf: Bool = false, transposingOther: Bool = false
  ) -> Matrix {
    let (m, k) = transposingSelf ? (columns, rows) : (rows, columns)
    let (otherRows, n) =
      transposingOther ? (other.columns, other.rows) : (other.rows, other.columns)
    precondition(k == otherRows, "shapes (\(m), \(k)) and (\(otherRows), \(n)) do not multiply")
    var result = Matrix(rows: m, columns: n)
    guard m > 0, n > 0, k > 0 else { return result }
    elements.withUnsafeBufferPointer { a in
      other.elements.withUnsafeBufferPointer { b in
        result.elements.withUnsafeMutableBufferPointer { c in
          skua_gemm(
            transposingSelf, transposingOther, Int32(m), Int32(n), Int32(k), 1, a.baseAddress!,
            Int32(columns), b.baseAddress!, Int32(other.columns), 0, c.baseAddress!, Int32(n))
        }
      }
    }
    return result
  }

  /// The product `op(self) * vector`, where `op` transposes if asked.
  public func multiplied(by vector: [Double], transposingSelf: Bool = false) -> [Double] {
    let (m, n) = transposingSelf ? (columns, rows) : (rows, columns)
    precondition(vector.count == n, "shape (\(m), \(n)) does not multiply \(vector.count) entries")
    var result = [Double](repeating: 0, count: m)
    guard m > 0, n > 0 else { return result }
    elements.withUnsafeBufferPointer { a in
      vector.withUnsafeBufferPointer { x in
        result.withUnsafeMutableBufferPointer { y in
          skua_gemv(
            transposingSelf, Int32(rows), Int32(columns), 1, a.baseAddress!, Int32(columns),
            x.baseAddress!, 0, y.baseAddress!)
        }
      }
    }
    return result
  }

  /// Subtracts the projection of every column on the span of an orthonormal basis: self - Q Q'
  /// self.
  ///
  /// - Parameter basis: Orthonormal columns Q: `(rows, rank)`.
  public mutating func subtractProjection(on basis: Matrix) {
    let shares = basis.multiplied(by: self, transposingSelf: true)
    precondition(basis.rows == rows, "a basis of \(basis.rows) rows for \(rows)")
    guard basis.columns > 0, columns > 0 else { return }
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(basis.columns))
    elements.withUnsafeMutableBufferPointer { c in
      skua_gemm(
        false, false, m, n, k, -1, basis.elements, k, shares.elements, n, 1, c.baseAddress!, n)
    }
  }

  /// The Gram matrix `self' * self`, of shape `(columns, columns)`, exactly symmetric.
  ///
  /// - Complexity: O(rows columns^2), half of a general product.
  public func gram() -> Matrix {
    var result = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    elements.withUnsafeBufferPointer { a in
      result.elements.withUnsafeMutableBufferPointer { c in
        skua_syrk_lower(
          Int32(columns), Int32(rows), 1, a.baseAddress!, Int32(columns), 0, c.baseAddress!,
          Int32(columns))
      }
    }
    result.mirrorLowerTriangle()
    return result
  }

  /// Copies the lower triangle of a square matrix onto the upper one.
  public mutating func mirrorLowerTriangle() {
    precondition(rows == columns, "shape (\(rows), \(columns)) is not square")
    let n = rows
    elements.withUnsafeMutableBufferPointer { c in
      for i in 0..<n {
        for j in 0..<i { c[j * n + i] = c[i * n + j] }
      }
    }
  }
}

/// The inner product of two vectors of one length.
public func dot(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) entries")
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}
