import Estimators
import LinearAlgebra
import Testing

@Suite struct PointReaderTests {
  private func points(_ text: String, dimensions: Int = 2) throws -> Matrix {
    try PointReader(dimensions: dimensions).points(from: Array(text.utf8), name: "p.csv")
  }

  @Test(arguments: ["x,y\n0.5,-1\n1e-3,2\n", "0.5,-1\n1e-3,2", "0.5;-1\r1e-3;2\r"])
  func aHeaderIsOptional(text: String) throws {
    #expect(try points(text) == Matrix([[0.5, -1], [0.001, 2]]))
  }

  @Test func oneColumnNeedsNoDelimiter() throws {
    #expect(try points("1\n2\n", dimensions: 1) == Matrix([[1], [2]]))
  }

  @Test func anotherWidthIsRefused() {
    #expect(
      throws: EstimatorError(
        .invalidQuery, "p.csv: expected 3 columns, one per encoded feature, found 2")
    ) { try points("1,2\n", dimensions: 3) }
  }

  @Test func cellsThatAreNoNumbersAreNamedByTheirPlace() {
    #expect(
      throws: EstimatorError(
        .malformedTable, "p.csv, line 1, column 2: 'y' is not a finite number")
    ) { try points("1,y\n1,2\n") }
    #expect(
      throws: EstimatorError(
        .malformedTable, "p.csv, line 3, column 1: '' is not a finite number")
    ) { try points("x,y\n1,2\n,2\n") }
    #expect(throws: EstimatorError(.malformedTable, "p.csv holds a header and no points")) {
      try points("x,y\n")
    }
  }
}
