import Foundation
import Testing

@testable import Estimators

@Suite struct NodeConfidenceTests {
  @Test func quantilesAreThoseOfSciPy() throws {
    for quantile in try TreeFixture.load().quantiles {
      let value = chiSquareQuantile(quantile.probability, degrees: quantile.degrees)
      // SciPy's own last digits are off by about as much for small probabilities.
      #expect(
        abs(value - quantile.value) <= 1e-10 * quantile.value,
        "\(quantile.probability), \(quantile.degrees): \(value) and \(quantile.value)")
    }
  }

  @Test func twoDegreesOfFreedomHaveAClosedForm() {
    for p in [1e-9, 0.05, 0.5, 0.999] {
      let expected = -2 * log1p(-p)
      #expect(abs(chiSquareQuantile(p, degrees: 2) - expected) < 1e-13 * max(expected, 1))
    }
  }

  @Test func theShareBelowAQuantileIsItsProbability() {
    for degrees in [0.3, 1, 7, 19.5, 20, 400, 1e5] {
      for p in [0.01, 0.3, 0.6, 0.99] {
        let x = chiSquareQuantile(p, degrees: degrees)
        #expect(abs(lowerGammaShare(degrees / 2, x / 2) - p) < 1e-11)
      }
    }
  }

  @Test func boundsAreThoseOfTheirFormulas() throws {
    let fixture = try TreeFixture.load()
    for bound in fixture.lowerBounds {
      let value = NodeConfidence.lowerBound(majority: bound.majority, of: bound.count)
      #expect(abs(value - bound.value) < 1e-14)
    }
    for bound in fixture.errorBounds {
      let value = NodeConfidence.errorBound(squares: bound.squares, of: bound.count)
      #expect(abs(value - bound.value) < 1e-10 * bound.value)
    }
  }

  // Nodes of the public iris models of BigML: 42 of 120 versicolor, 37 of 38 virginica, 1 of 1; a
  // mean of 150 petal widths, and of 50.
  @Test func bigMLStatesTheseConfidences() {
    func bound(_ majority: Int, _ count: Int) -> Double {
      NodeConfidence.rounded(NodeConfidence.lowerBound(majority: majority, of: count))
    }
    #expect(bound(42, 120) == 0.27052)
    #expect(bound(37, 38) == 0.86505)
    #expect(bound(37, 37) == 0.90594)
    #expect(bound(1, 1) == 0.20654)
    func error(_ counts: [(Double, Int)]) -> Double {
      let rows = counts.reduce(0) { $0 + $1.1 }
      let mean = counts.reduce(0) { $0 + $1.0 * Double($1.1) } / Double(rows)
      let squares = counts.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1) }
      return NodeConfidence.rounded(NodeConfidence.errorBound(squares: squares, of: rows))
    }
    let setosa = [(0.1, 5), (0.2, 29), (0.3, 7), (0.4, 7), (0.5, 1), (0.6, 1)]
    let versicolor = [
      (1.0, 7), (1.1, 3), (1.2, 5), (1.3, 13), (1.4, 7), (1.5, 10), (1.6, 3), (1.7, 1), (1.8, 1),
    ]
    #expect(error(setosa) == 0.1598)
    #expect(error(versicolor) == 0.29985)
  }

  @Test func moreRowsOfTheSameShareAreSurer() {
    let bounds = (1...50).map { NodeConfidence.lowerBound(majority: 3 * $0, of: 4 * $0) }
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy(<))
    #expect(bounds.allSatisfy { (0..<0.75).contains($0) })
    #expect(NodeConfidence.lowerBound(majority: 0, of: 5) >= -1e-15)
  }
}
