import Foundation
import Testing

@testable import Reports

@Suite struct HistogramTests {
  private let few = Histogram(
    title: "Scores",
    series: [
      .init("All", [1, 1, 2, 3, 3, 3, 4, 5]), .init("Memorised", [1, 3], .memorized),
    ], bins: 4, x: Axis("Score", range: 1...5))

  @Test func binsHoldTheirLowerEdgeAndTheLastBothEdges() {
    let binning = Binning(
      [[0, 1, 1.5, 2, 9, 10, 10.1, -0.1, .nan]], axis: Axis(range: 0...10),
      bins: 10)
    #expect(binning.counts == [[1, 2, 1, 0, 0, 0, 0, 0, 0, 2]])
    #expect(binning.omissions == Omissions(unplaceable: 1, outside: 2))
  }

  @Test func edgesThatAreNoBinaryFractionsHoldToo() {
    // Each tenth is a lower edge.
    let values = (0..<10).map { Double($0) / 10 }
    let counts = Binning([values], axis: Axis(range: 0...1), bins: 10).counts
    #expect(counts == [[Int](repeating: 1, count: 10)])
  }

  @Test func logarithmicBinsHaveEqualRatios() {
    let binning = Binning(
      [[1, 9, 10, 99, 100, 1000, 0, -4]], axis: Axis(scale: .logarithmic), bins: 3)
    #expect(binning.counts == [[2, 2, 2]])
    #expect(binning.omissions.unplaceable == 2)
  }

  @Test func everyValueIsCountedOrLeftOut() {
    let values = (0..<5000).map { sin(Double($0)) * exp(Double($0 % 37) / 5) }
    for scale in [Axis.Scale.linear, .logarithmic] {
      let binning = Binning([values], axis: Axis(scale: scale), bins: 37)
      #expect(binning.counts[0].reduce(0, +) + binning.omissions.total == values.count)
    }
  }

  @Test func barsAreAsHighAsTheirCounts() throws {
    let parsed = ParsedMarkup(few.svg(width: 500, height: 300))
    let bars = parsed.elements.filter { $0.path.count == 2 && $0.path.last == "svg" }
    #expect(bars.map(\.classes) == [["fill", "r-plain"], ["fill", "r-memorized"]])
    let heights = try bars.map { try Self.heights(#require($0.attributes["d"])) }
    // Counts 2, 1, 3, 2 of all, and 1 and 1 in the first and third bin.
    for (height, count) in zip(heights[0], [2.0, 1, 3, 2]) {
      #expect(abs(height / heights[0][1] - count) < 0.01)
    }
    #expect(heights[1].count == 2)
    #expect(heights[1].allSatisfy { $0 == heights[0][1] })
  }

  /// The heights of bars that stand apart: each is "Mx bottomVtopHx..".
  private static func heights(_ path: String) throws -> [Double] {
    try path.split(separator: "M").map { bar in
      let parts = bar.split(separator: "V")
      let bottom = try #require(parts[0].split(separator: " ").last.flatMap { Double($0) })
      let top = try #require(parts[1].split(separator: "H").first.flatMap { Double($0) })
      return bottom - top
    }
  }

  @Test func stackedBarsBeginWhereTheOthersEnd() throws {
    let plot = Histogram(
      series: [.init("a", [1, 1], .category(0)), .init("b", [1, 2, 2], .category(1))],
      arrangement: .stacked, bins: 2, x: Axis("x", range: 0.5...2.5))
    let bars = ParsedMarkup(plot.svg(width: 400, height: 300)).elements
      .filter { $0.path.count == 2 && $0.path.last == "svg" }
    let first = try #require(bars[0].attributes["d"])
    let second = try #require(bars[1].attributes["d"])
    let top = try #require(
      first.split(separator: "V").dropFirst().first?.split(separator: "H").first)
    #expect(second.split(separator: "V")[0].hasSuffix(" \(top)"))
  }

  @Test(arguments: [[], [2.0], [2, 2, 2], [-1, 0], [.nan, .infinity], [1e308, -1e308]])
  func fewAndOddValuesHaveAPicture(values: [Double]) {
    for scale in [Axis.Scale.linear, .logarithmic] {
      for counts in [Axis("n"), Axis("n", scale: .logarithmic)] {
        let plot = Histogram(
          series: [.init("a", values), .init("b", [])], x: Axis("x", scale: scale), y: counts)
        let picture = plot.svg(width: 300, height: 200)
        #expect(!picture.contains("nan") && !picture.contains("inf\""))
        #expect(ParsedMarkup(picture).named("title").count == 1)
      }
    }
  }

  @Test func narrowBarsShareOneOutline() {
    let values = (0..<4000).map { sin(Double($0) * 1.7) }
    let plot = Histogram(series: [.init("a", values)], bins: 120, x: Axis("x"))
    let bars = ParsedMarkup(plot.svg(width: 300, height: 200)).elements
      .filter { $0.path.count == 2 && $0.path.last == "svg" }
    #expect(bars.count == 1)
    #expect(bars.first?.attributes["d"]?.components(separatedBy: "M").count == 2)
  }

  @Test func thePictureIsTheSameEachTime() throws {
    try expectSnapshot(few.svg(width: 480, height: 320), "histogram.svg")
  }
}
