import Estimators
import Testing

@testable import ModelExtraction

@Suite struct HullTests {
  private func hull(_ samples: [[Value]], ignoring ignored: Set<Int> = []) -> Hull {
    Hull(of: samples, ignoring: ignored.contains)
  }

  private let left = [
    [Value.number(1), .category(0)], [.number(3), .category(2)],
  ]
  private let right = [[Value.number(5), .category(2)], [.number(9), .category(2)]]

  @Test func nodesAreApartWhereTheirHullsHaveNoValueInCommon() {
    #expect(hull(left).apart(from: hull(right)) == [0])
    #expect(hull(left).apart(from: hull([[.number(2), .category(1)]])) == [1])
    #expect(hull(left).apart(from: hull([[.number(2), .category(2)]])) == [])
    #expect(hull(left, ignoring: [0]).apart(from: hull(right)) == [])
  }

  @Test func theNearestPointsDifferAsLittleAsCanBe() {
    let extents: [Extent] = [.interval(0, 10), .categories([0, 1, 2])]
    let (mine, theirs) = hull(left).nearestPoints(to: hull(right), within: extents)
    #expect(mine == [.number(3), .category(2)] && theirs == [.number(5), .category(2)])
  }

  @Test func whatIsLackingAreEndsAndCategories() {
    #expect(hull(left).lacking(0, of: .interval(0, 10)) == [.number(0), .number(10)])
    #expect(hull(left).lacking(0, of: .interval(1, 3)) == [])
    #expect(hull(left).lacking(1, of: .categories([0, 1, 2])) == [.category(1)])
    #expect(hull(left, ignoring: [1]).lacking(1, of: .categories([0, 1, 2])) == [])
  }

  @Test func aHullOnBothSidesOfAThresholdStraddlesIt() {
    #expect(hull(left).straddles(0, Bracket(lower: 2, upper: 2.1)))
    #expect(!hull(left).straddles(0, Bracket(lower: 3, upper: 3.1)))
    #expect(hull(left, ignoring: [0]).straddles(0, Bracket(lower: 7, upper: 7.1)))
  }
}
