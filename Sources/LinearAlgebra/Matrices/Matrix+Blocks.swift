import CLinearAlgebra

extension Matrix {
  /// How exactly a product or a factorisation is computed; single is twice as fast.
  public enum Precision: Sendable {
    /// 24 bits of mantissa, for steps that another step corrects.
    case single
    /// 53 bits.
    case double
  }

  /// The Gram matrix with block (k, l) multiplied by `weights[k, l]`; only the lower triangle is
  /// set.
  ///
  /// The columns fall into as many blocks of equal width as `weights` has rows. This is J'J of a
  /// residual whose Jacobian is a Khatri-Rao product: one product of `rows` rows in place of one
  /// with a row per residual.
  /// - Parameters:
  ///   - weights: Symmetric, `(blocks, blocks)`.
  ///   - precision: Of the product; the result is rounded to it.
  /// - Complexity: O(rows columns^2), in BLAS.
  public func blockGram(weights: Matrix, precision: Precision = .double) -> Matrix {
    let blocks = weights.rows
    precondition(
      weights.columns == blocks && blocks > 0 && columns % blocks == 0,
      "\(columns) columns don't fall into blocks for shape (\(weights.rows), \(weights.columns))")
    var result = lowerGram(precision)
    let (width, total) = (columns / blocks, columns)
    result.elements.withUnsafeMutableBufferPointer { c in
      for k in 0..<blocks {
        for i in (k * width)..<((k + 1) * width) {
          for l in 0...k {
            let weight = weights.elements[k * blocks + l]
            for j in (l * width)..<min((l + 1) * width, i + 1) { c[i * total + j] *= weight }
          }
        }
      }
    }
    return result
  }

  /// The lower triangle of `self' * self`; zeros above.
  private func lowerGram(_ precision: Precision) -> Matrix {
    var result = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    let (n, k) = (Int32(columns), Int32(rows))
    switch precision {
    case .double:
      elements.withUnsafeBufferPointer { a in
        result.elements.withUnsafeMutableBufferPointer { c in
          skua_syrk_lower(n, k, 1, a.baseAddress!, n, 0, c.baseAddress!, n)
        }
      }
    case .single:
      var gram = [Float](repeating: 0, count: columns * columns)
      skua_syrk_lower_single(n, k, 1, elements.map { Float($0) }, n, 0, &gram, n)
      for i in gram.indices { result.elements[i] = Double(gram[i]) }
    }
    return result
  }
}
