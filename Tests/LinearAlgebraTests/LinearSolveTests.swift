import LinearAlgebra
import Testing

@Suite struct LinearSolveTests {
  @Test func aHandWorkedSystem() throws {
    // x + 2y = 5, 3x + 4y = 11.
    let solution = try #require(Matrix([[1, 2], [3, 4]]).solving(Matrix([[5], [11]])))
    #expect(solution.distance(to: Matrix([[1], [2]])) < 1e-14)
  }

  @Test(arguments: [1, 7, 106]) func randomSystemsLeaveNoResidual(n: Int) throws {
    var generator = PhiloxGenerator(seed: 1)
    let a = Matrix.random(n, n, &generator)
    let right = Matrix.random(n, 3, &generator)
    let solution = try #require(a.solving(right))
    #expect(a.multiplied(by: solution).distance(to: right) < 1e-10)
  }

  @Test func aSingularSystemHasNoSolution() {
    #expect(Matrix([[1, 2], [2, 4]]).solving(Matrix([[1], [1]])) == nil)
  }

  @Test func leastSquaresFitALine() throws {
    // Through (0, 1), (1, 3), (2, 4) by hand: slope 3/2, intercept 7/6.
    let a = Matrix([[0, 1], [1, 1], [2, 1]])
    let fit = try #require(a.leastSquares(Matrix([[1], [3], [4]])))
    #expect(fit.rank == 2)
    #expect(fit.solution.distance(to: Matrix([[1.5], [7.0 / 6]])) < 1e-14)
  }

  @Test func aShortRankGivesTheSmallestSolution() throws {
    // x + y = 2 twice: of all solutions (1, 1) is the smallest.
    let a = Matrix([[1, 1], [1, 1]])
    let fit = try #require(a.leastSquares(Matrix([[2], [2]])))
    #expect(fit.rank == 1)
    #expect(fit.solution.distance(to: Matrix([[1], [1]])) < 1e-14)
    #expect(abs(fit.singularValues[0] - 2) < 1e-14)
    // One-hot columns on -1 and +1 with an intercept: two columns too many for the rank.
    let oneHot = Matrix([[1, -1, -1, 1], [-1, 1, -1, 1], [-1, -1, 1, 1]])
    let short = try #require(oneHot.leastSquares(Matrix([[1], [2], [3]])))
    #expect(short.rank == 3)
    #expect(oneHot.multiplied(by: short.solution).distance(to: Matrix([[1], [2], [3]])) < 1e-13)
    let null = Matrix([[1, 1, 1, 1]])
    #expect(abs(null.multiplied(by: short.solution)[0, 0]) < 1e-13)
  }

  @Test(arguments: [(40, 12), (12, 40), (25, 25)])
  func residualsAreOrthogonalToTheColumns(rows: Int, columns: Int) throws {
    var generator = PhiloxGenerator(seed: 3)
    let a = Matrix.random(rows, columns, &generator)
    let right = Matrix.random(rows, 2, &generator)
    let fit = try #require(a.leastSquares(right))
    var residual = right
    residual.setProduct(a, fit.solution, scale: -1, keeping: 1)
    let gradient = a.multiplied(by: residual, transposingSelf: true)
    #expect(gradient.distance(to: Matrix(rows: columns, columns: 2)) < 1e-11)
    #expect(fit.rank == min(rows, columns))
  }

  @Test func notANumberIsRefusedAndNothingSolvesToNothing() {
    #expect(Matrix([[Double.nan]]).leastSquares(Matrix([[1]])) == nil)
    #expect(Matrix([[1]]).leastSquares(Matrix([[Double.infinity]])) == nil)
    #expect(Matrix(rows: 0, columns: 2).leastSquares(Matrix(rows: 0, columns: 1))?.rank == 0)
    #expect(Matrix([[Double.nan]]).symmetricEigen() == nil)
  }

  @Test func choleskySolvesPositiveDefiniteSystemsAlone() {
    // [[4, 2], [2, 3]] = L L' with L = [[2, 0], [1, √2]].
    var factor = Matrix([[4, 2], [2, 3]])
    let isDefinite = factor.factorizeCholesky()
    #expect(isDefinite)
    #expect(factor[0, 0] == 2 && factor[1, 0] == 1 && abs(factor[1, 1] - 2.0.squareRoot()) < 1e-15)
    let solution = factor.solvingCholesky([8, 8])
    #expect(abs(solution[0] - 1) < 1e-14 && abs(solution[1] - 2) < 1e-14)
    var indefinite = Matrix([[1, 2], [2, 1]])
    let isAccepted = indefinite.factorizeCholesky()
    #expect(!isAccepted)
  }

  @Test func eigenvectorsReproduceTheMatrix() throws {
    let hand = try #require(Matrix([[2, 1], [1, 2]]).symmetricEigen())
    #expect(abs(hand.values[0] - 1) < 1e-14 && abs(hand.values[1] - 3) < 1e-14)
    var generator = PhiloxGenerator(seed: 4)
    let matrix = Matrix.random(30, 20, &generator).gram()
    let (values, vectors) = try #require(matrix.symmetricEigen())
    #expect(values == values.sorted())
    var scaled = vectors
    for i in 0..<20 {
      for j in 0..<20 { scaled[i, j] *= values[i] }
    }
    #expect(vectors.multiplied(by: scaled, transposingSelf: true).distance(to: matrix) < 1e-12)
  }
}
