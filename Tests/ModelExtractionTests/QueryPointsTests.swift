import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct QueryPointsTests {
  private let space = InputSpace.raw(.mixed)

  @Test(arguments: 1...5) func everyRoundOfRowsCoversAllDirections(seed: Int) {
    var (covered, generator) = (PointSpan(), PhiloxGenerator(seed: UInt64(seed)))
    for _ in 0..<3 {
      let rows = QueryPoints.uniform.draw(
        space.rank, after: 0, in: space, extending: &covered, using: &generator)
      #expect(covered.rank == space.rank)
      let values = space.points(for: rows).appendingOnes().gram().symmetricEigen()?.values ?? []
      #expect(values.count { $0 > 1e-6 } == space.rank)
    }
  }

  @Test func aDrawInPartsIsTheSameAsInOne() {
    var (covered, generator) = (PointSpan(), PhiloxGenerator(seed: 3))
    var (otherCovered, other) = (covered, generator)
    let whole = QueryPoints.uniform.draw(
      60, after: 0, in: space, extending: &covered, using: &generator)
    let parts = [1, 20, 39].flatMap {
      QueryPoints.uniform.draw($0, after: 0, in: space, extending: &otherCovered, using: &other)
    }
    #expect(whole == parts)
  }

  @Test(arguments: 1...5) func aCategoryOfManyIsAsked(seed: Int) {
    let schema = Schema(
      features: [Feature(name: "town", kind: .categorical((0..<200).map { "\($0)" }))],
      target: "y", classes: ["a", "b"])
    let space = InputSpace.raw(schema)
    var (covered, generator) = (PointSpan(), PhiloxGenerator(seed: UInt64(seed)))
    let rows = QueryPoints.uniform.draw(
      200, after: 0, in: space, extending: &covered, using: &generator)
    #expect(Set(rows).count == 200)
  }

  @Test func aListIsDrawnInOrderUntilItEnds() {
    var (covered, generator) = (PointSpan(), PhiloxGenerator(seed: 4))
    let list = (0..<5).map { Query(numbers: [Double($0)]) }
    let source = QueryPoints.listed(list)
    func draw(_ count: Int, after used: Int) -> [Query] {
      source.draw(
        count, after: used, in: .encoded(dimensions: 1), extending: &covered, using: &generator)
    }
    #expect(draw(2, after: 0) == Array(list.prefix(2)))
    #expect(draw(2, after: 2) == Array(list[2..<4]))
    #expect(draw(9, after: 4) == [list[4]])
    #expect(draw(9, after: 5).isEmpty)
  }

  @Test func aListThatDoesNotFitIsRefused() {
    let list = QueryPoints.listed([Query(numbers: [1, 2]), Query(numbers: [1])])
    #expect {
      try list.validate(in: .encoded(dimensions: 2))
    } throws: {
      ($0 as? OracleError)?.message == "query 2 of the batch has 1 values where the target takes 2"
    }
    #expect(throws: OracleError.self) {
      try QueryPoints.listed([]).validate(in: .encoded(dimensions: 2))
    }
  }
}
