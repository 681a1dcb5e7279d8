import LinearAlgebra
import Testing

/// The product by its definition: the reference of the fast one.
private func product(_ a: Matrix, _ b: Matrix) -> Matrix {
  var result = Matrix(rows: a.rows, columns: b.columns)
  for i in 0..<a.rows {
    for j in 0..<b.columns {
      for k in 0..<a.columns { result[i, j] += a[i, k] * b[k, j] }
    }
  }
  return result
}

extension Matrix {
  /// Uniform entries in [-1, 1).
  static func random(_ rows: Int, _ columns: Int, _ generator: inout PhiloxGenerator) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<(rows * columns)).map { _ in generator.uniform(from: -1, to: 1) })
  }

  /// The largest absolute difference to a matrix of the same shape.
  func distance(to other: Matrix) -> Double {
    precondition(rows == other.rows && columns == other.columns, "shapes differ")
    return zip(elements, other.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}

@Suite struct MatrixProductsTests {
  @Test func aHandWorkedProduct() {
    let a = Matrix([[1, 2], [3, 4]])
    #expect(a.multiplied(by: Matrix([[5, 6], [7, 8]])) == Matrix([[19, 22], [43, 50]]))
    #expect(a.multiplied(by: [5, 6]) == [17, 39])
    #expect(a.multiplied(by: [5, 6], transposingSelf: true) == [23, 34])
    #expect(a.gram() == Matrix([[10, 14], [14, 20]]))
    #expect(dot([1, 2, 3], [4, 5, 6]) == 32)
  }

  // Sums of up to 130 products of order 1 differ by rounding alone.
  @Test(arguments: [(1, 1, 1), (3, 5, 2), (20, 105, 20), (130, 7, 64), (65, 130, 33)])
  func randomProductsAreThoseOfTheDefinition(m: Int, k: Int, n: Int) {
    var generator = PhiloxGenerator(seed: 1)
    let (a, b) = (Matrix.random(m, k, &generator), Matrix.random(k, n, &generator))
    let expected = product(a, b)
    #expect(a.multiplied(by: b).distance(to: expected) < 1e-13)
    let (at, bt) = (a.transposed(), b.transposed())
    #expect(at.multiplied(by: b, transposingSelf: true).distance(to: expected) < 1e-13)
    #expect(a.multiplied(by: bt, transposingOther: true).distance(to: expected) < 1e-13)
    #expect(
      at.multiplied(by: bt, transposingSelf: true, transposingOther: true).distance(to: expected)
        < 1e-13)
    let column = (0..<k).map { b[$0, 0] }
    let vector = Matrix(rows: m, columns: 1, elements: a.multiplied(by: column))
    #expect(vector.distance(to: product(a, Matrix(rows: k, columns: 1, elements: column))) < 1e-13)
    #expect(a.gram().distance(to: product(at, a)) < 1e-13)
    #expect(a.gram() == a.gram().transposed())
  }

  @Test(arguments: [(1, 1, 1), (20, 105, 20), (5, 20, 105)])
  func productsInPlaceScaleAndKeep(m: Int, k: Int, n: Int) {
    var generator = PhiloxGenerator(seed: 2)
    let (a, b) = (Matrix.random(m, k, &generator), Matrix.random(k, n, &generator))
    let start = Matrix.random(m, n, &generator)
    let exact = product(a, b)
    let expected = Matrix(
      rows: m, columns: n, elements: zip(start.elements, exact.elements).map { 0.5 * $0 - 2 * $1 })
    var result = start
    result.setProduct(a, b, scale: -2, keeping: 0.5)
    #expect(result.distance(to: expected) < 1e-13)
    result = start
    result.setProduct(
      a.transposed(), b.transposed(), transposingA: true, transposingB: true, scale: -2,
      keeping: 0.5)
    #expect(result.distance(to: expected) < 1e-13)
  }

  @Test func emptyShapesGiveZeros() {
    let empty = Matrix(rows: 3, columns: 0)
    #expect(empty.multiplied(by: Matrix(rows: 0, columns: 2)) == Matrix(rows: 3, columns: 2))
    #expect(empty.multiplied(by: []) == [0, 0, 0])
    #expect(empty.gram().elements.isEmpty)
    #expect(Matrix(rows: 0, columns: 2).gram() == Matrix(rows: 2, columns: 2))
    var kept = Matrix([[2.0]])
    kept.setProduct(Matrix(rows: 1, columns: 0), Matrix(rows: 0, columns: 1), keeping: 0.5)
    #expect(kept == Matrix([[1]]))
  }

  @Test func theLowerTriangleIsMirrored() {
    var matrix = Matrix([[1, 9, 9], [2, 3, 9], [4, 5, 6]])
    matrix.mirrorLowerTriangle()
    #expect(matrix == Matrix([[1, 2, 4], [2, 3, 5], [4, 5, 6]]))
  }
}
