import Foundation
import Testing

@testable import Reports

@Suite struct LinePlotTests {
  private func lines(_ plot: LinePlot) -> [String] {
    ParsedMarkup(plot.svg(width: 500, height: 300)).elements
      .filter { $0.path.count == 3 && $0.classes.first == "line" }
      .compactMap { $0.attributes["d"] }
  }

  @Test func aPointWithoutAPlaceBreaksTheLine() throws {
    let points = [(1.0, 1.0), (2, 2), (3, .nan), (4, 2), (5, 3), (6, 1)]
    let plot = LinePlot(
      series: [.init("a", points.map { .init($0.0, $0.1) })], x: Axis("x"), y: Axis("y"))
    let path = try #require(lines(plot).first)
    #expect(path.count { $0 == "M" } == 2)
    #expect(path.count { $0 == "L" } == 3)
    #expect(plot.summary.hasSuffix("Left out: 1 point without a place on an axis."))
  }

  @Test func aLongLineKeepsItsPeaks() throws {
    var points = (0..<200_000).map { LinePlot.Point(Double($0), sin(Double($0) / 9000)) }
    points[77_777] = .init(77_777, 40)
    points[99_999] = .init(99_999, -30)
    let plot = LinePlot(series: [.init("a", points)], x: Axis("x"), y: Axis("y", range: -30...40))
    let path = try #require(lines(plot).first)
    let rows = path.split { "ML".contains($0) }
      .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
    #expect(path.utf8.count < 60_000)
    #expect(rows.min() == 0)
    #expect(
      rows.max()
        == ParsedMarkup(plot.svg(width: 500, height: 300)).elements
        .first { $0.name == "svg" && $0.path.count == 1 }
        .flatMap { $0.attributes["height"] }.flatMap(Double.init).map { $0 - 8 })
  }

  @Test func intervalsMakeABandOrABar() {
    let banded = (1...4).map { LinePlot.Point(Double($0), 2, interval: 1...3) }
    let alone = [LinePlot.Point(1, 2), .init(2, 2, interval: 1...3), .init(3, 2)]
    let plot = LinePlot(
      series: [.init("band", banded), .init("bar", alone)], x: Axis("x"), y: Axis("y"))
    let parsed = ParsedMarkup(plot.svg(width: 500, height: 300))
    let bands = parsed.elements.filter { $0.attributes["fill-opacity"] == "0.16" }
    #expect(bands.map(\.classes.last) == ["r-0"])
    #expect(parsed.elements.count { $0.attributes["stroke-opacity"] == "0.55" } == 1)
  }

  @Test(arguments: [
    [], [LinePlot.Point(1, 1)], [.init(1, 1), .init(1, 1)], [.init(.nan, 1)],
    [.init(-1, 0, interval: -2...(.infinity))],
    [.init(1e308, 1), .init(-1e308, Double.leastNonzeroMagnitude)],
  ])
  func fewAndOddPointsHaveAPicture(points: [LinePlot.Point]) {
    for axis in [Axis("x"), Axis("x", scale: .logarithmic)] {
      let plot = LinePlot(series: [.init("a", points), .init("b", [])], x: axis, y: axis)
      let picture = plot.svg(width: 300, height: 200)
      #expect(!picture.contains("nan"))
      #expect(ParsedMarkup(picture).named("desc").count == 1)
    }
  }

  @Test func thePictureIsTheSameEachTime() throws {
    let series = ["XL", "S"].enumerated().map { index, name in
      LinePlot.Series(
        name,
        [1.0, 2, 4, 8, 16].map { x in
          let y = x / (x + 2 + 4 * Double(index))
          return .init(x, y, interval: y - 0.1...y + 0.1)
        })
    }
    let plot = LinePlot(
      title: "Found, by repetitions", series: series, x: Axis("Repetitions", scale: .logarithmic),
      y: Axis("Share found", range: 0...1))
    try expectSnapshot(plot.svg(width: 480, height: 320), "lines.svg")
  }
}
