import LinearAlgebra
import Testing

@Suite struct MatrixBlocksTests {
  private func random(_ rows: Int, _ columns: Int, _ generator: inout PhiloxGenerator) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<(rows * columns)).map { _ in generator.normal() })
  }

  @Test(arguments: [(1, 1, 1), (7, 3, 2), (40, 5, 11), (3, 4, 6), (130, 2, 65)])
  func theLowerTriangleIsThatOfTheNaiveProduct(rows: Int, blocks: Int, width: Int) {
    var generator = PhiloxGenerator(seed: 1)
    let matrix = random(rows, blocks * width, &generator)
    let weights = random(blocks, blocks, &generator).gram()
    let gram = matrix.blockGram(weights: weights)
    for a in 0..<matrix.columns {
      for b in 0...a {
        let product = (0..<rows).reduce(0) { $0 + matrix[$1, a] * matrix[$1, b] }
        // Rounding of `rows` products of about the weight's size each.
        let weight = weights[a / width, b / width]
        let bound = 1e-14 * Double(rows + 1) * max(1, abs(weight)) * 10
        #expect(abs(gram[a, b] - weight * product) < bound)
      }
    }
  }

  @Test func singlePrecisionHasItsDigits() {
    var generator = PhiloxGenerator(seed: 3)
    let matrix = random(50, 12, &generator)
    let weights = random(3, 3, &generator).gram()
    let exact = matrix.blockGram(weights: weights)
    let single = matrix.blockGram(weights: weights, precision: .single)
    let largest = exact.elements.reduce(0) { max($0, abs($1)) }
    #expect(zip(exact.elements, single.elements).allSatisfy { abs($0 - $1) < 1e-5 * largest })
    #expect(exact != single)
  }

  @Test func itIsTheGramMatrixOfTheKhatriRaoProduct() {
    // Row (i, k) of the dense Jacobian holds M_kl x_i in block l; J'J has M'M as weights.
    var generator = PhiloxGenerator(seed: 2)
    let (points, mixing) = (random(6, 3, &generator), random(4, 2, &generator))
    var jacobian = Matrix(rows: 24, columns: 6)
    for i in 0..<6 {
      for k in 0..<4 {
        for l in 0..<2 {
          for j in 0..<3 { jacobian[4 * i + k, 3 * l + j] = mixing[k, l] * points[i, j] }
        }
      }
    }
    let columns = Matrix((0..<6).map { Array(points[row: $0]) + Array(points[row: $0]) })
    let structured = columns.blockGram(weights: mixing.gram())
    let dense = jacobian.gram()
    for a in 0..<6 { for b in 0...a { #expect(abs(structured[a, b] - dense[a, b]) < 1e-12) } }
  }

  @Test func noRowsGiveZeros() {
    let gram = Matrix(rows: 0, columns: 4).blockGram(weights: Matrix.identity(2))
    #expect(gram == Matrix(rows: 4, columns: 4))
  }
}
