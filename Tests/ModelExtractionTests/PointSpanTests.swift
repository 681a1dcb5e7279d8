import LinearAlgebra
import Testing

@testable import ModelExtraction

@Suite struct PointSpanTests {
  @Test func eachNewDirectionCountsOnce() {
    var span = PointSpan()
    // The third lies on the line through the first two: with the intercept, no new equation.
    let points = [[0.0, 0], [1, 0], [0.25, 0], [1, 0], [0, 1e-2], [0.3, -0.7]]
    #expect(points.map { span.insert($0) } == [true, true, false, false, true, false])
    #expect(span.rank == 3)
  }

  @Test func randomPointsSpanEverything() {
    var span = PointSpan()
    var generator = PhiloxGenerator(seed: 1)
    let added = (0..<45).map { _ in span.insert((0..<40).map { _ in generator.normal() }) }
    #expect(added == (0..<45).map { $0 < 41 })
    #expect(span.rank == 41)
  }
}
