import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  let matrix = Matrix([[1, 2, 3], [4, 5, 6]])

  @Test func entriesStandRowAfterRow() {
    #expect(matrix.rows == 2 && matrix.columns == 3)
    #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix[row: 1]) == [4, 5, 6])
    var changed = matrix
    changed[0, 2] = 9
    #expect(changed.elements == [1, 2, 9, 4, 5, 6])
  }

  @Test func transposingTwiceChangesNothing() {
    #expect(matrix.transposed() == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(matrix.transposed().transposed() == matrix)
  }

  @Test func rowsAreSelectedInOrderWithRepeats() {
    #expect(matrix.selectingRows([1, 0, 1]) == Matrix([[4, 5, 6], [1, 2, 3], [4, 5, 6]]))
    #expect(matrix.selectingRows([]).columns == 3)
  }

  @Test func rowsAndOnesAreAppended() {
    #expect(matrix.appendingOnes() == Matrix([[1, 2, 3, 1], [4, 5, 6, 1]]))
    #expect(
      matrix.appendingRows(Matrix([[7, 8, 9]])) == Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))
    #expect(Matrix(rows: 0, columns: 0).appendingRows(matrix) == matrix)
  }

  @Test func oneNaNOrInfinityIsNoticed() {
    #expect(matrix.isFinite)
    #expect(!Matrix([[1, .nan]]).isFinite)
    #expect(!Matrix([[-.infinity]]).isFinite)
    #expect(Matrix(rows: 0, columns: 3).isFinite)
  }

  @Test func aMatrixReadsBackFromRows() throws {
    let data = try JSONEncoder().encode(matrix)
    #expect(String(decoding: data, as: UTF8.self) == "[[1,2,3],[4,5,6]]")
    let again = try JSONDecoder().decode(Matrix.self, from: data)
    #expect(again == matrix)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Matrix.self, from: Data("[[1],[2,3]]".utf8))
    }
  }
}
