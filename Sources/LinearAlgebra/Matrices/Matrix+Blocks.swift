import CLinearAlgebra

extension Matrix {
  /// The Gram matrix with block (k, l) multiplied by `weights[k, l]`; only the lower triangle is set.
  ///
  /// The columns fall into as many blocks of equal width as `weights` has rows. This is J'J of a
  /// residual whose Jacobian is a Khatri-Rao product: one product of `rows` rows in place of one with
  /// a row per residual.
  /// - Parameter weights: Symmetric, `(blocks, blocks)`.
  /// - Complexity: O(rows columns^2), in BLAS.
  public func blockGram(weights: Matrix) -> Matrix {
    let blocks = weights.rows
    precondition(
      weights.columns == blocks && blocks > 0 && columns % blocks == 0,
      "\(columns) columns don't fall into blocks for shape (\(weights.rows), \(weights.columns))")
    let width = columns / blocks
    var result = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    let total = columns
    elements.withUnsafeBufferPointer { a in
      result.elements.withUnsafeMutableBufferPointer { c in
        skua_syrk_lower(
          Int32(total), Int32(rows), 1, a.baseAddress!, Int32(total), 0, c.baseAddress!,
          Int32(total))
        for k in 0..<blocks {
          for i in (k * width)..<((k + 1) * width) {
            for l in 0...k {
              let weight = weights.elements[k * blocks + l]
              for j in (l * width)..<min((l + 1) * width, i + 1) { c[i * total + j] *= weight }
            }
          }
        }
      }
    }
    return result
  }
}
