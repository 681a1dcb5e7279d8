import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct QueryPointsTests {
  private let space = InputSpace.raw(.mixed)

  @Test(arguments: 1...5) func everyRoundOfRowsCoversAllDirections(seed: Int) {
    var generator = PhiloxGenerator(seed: UInt64(seed))
    for _ in 0..<2 {
      let rows = QueryPoints.uniform.draw(1, after: 0, in: space, using: &generator)
      #expect(rows.count == space.rank)
      let values = space.points(for: rows).appendingOnes().gram().symmetricEigen()?.values ?? []
      #expect(values.count { $0 > 1e-6 } == space.rank)
    }
  }

  @Test(arguments: 1...10) func aCategoryOfManyIsAsked(seed: Int) {
    // Of 300 categories, one misses 2,400 draws in a chance of one in ten.
    let schema = Schema(
      features: [Feature(name: "town", kind: .categorical((0..<300).map { "\($0)" }))],
      target: "y", classes: ["a", "b"])
    let space = InputSpace.raw(schema)
    var generator = PhiloxGenerator(seed: UInt64(seed))
    let rows = QueryPoints.uniform.draw(1, after: 0, in: space, using: &generator)
    #expect(Set(rows).count == 300)
  }

  @Test func aListIsDrawnInOrderUntilItEnds() {
    var generator = PhiloxGenerator(seed: 4)
    let list = (0..<5).map { Query(numbers: [Double($0)]) }
    let source = QueryPoints.listed(list)
    func draw(_ count: Int, after used: Int) -> [Query] {
      source.draw(count, after: used, in: .encoded(dimensions: 1), using: &generator)
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
