import Foundation
import Testing

@testable import Reports

@Suite struct ScatterTests {
  private let x = Axis("Perplexity", scale: .logarithmic)
  private let y = Axis("zlib entropy (bytes)")

  /// A diagonal cloud, and as many points of each emphasis in its upper left.
  private func example(_ count: Int, selected: Int) -> Scatter {
    var cloud = PointCloudTests.spiral(count, width: 2, height: 300)
    for index in cloud.indices {
      cloud[index].y += 200 * cloud[index].x
      cloud[index].x = exp(cloud[index].x)
    }
    let marked = (0..<selected).map { index -> (x: Double, y: Double) in
      let column = Double(index % 97)
      return (1 + (column + 20) / 1000, Double(400 + index))
    }
    return Scatter(
      title: "Perplexity and zlib",
      series: [
        .init("All samples", cloud), .init("Memorised", marked, .memorized),
        .init("Selected", marked + marked, .selected),
      ], x: x, y: y)
  }

  @Test func noSelectedOrMemorisedPointIsLost() {
    let parsed = ParsedMarkup(example(20_000, selected: 1500).svg())
    let groups = parsed.elements.enumerated().filter { $0.element.classes.contains("edged") }
    // Two in the legend, then the triangles below the discs.
    #expect(
      groups.map(\.element.classes.last) == [
        "r-memorized", "r-selected", "r-selected", "r-memorized",
      ])
    #expect(parsed.elements[groups[2].offset...].count { $0.name == "path" } == 3000)
    #expect(parsed.elements[groups[3].offset...].count { $0.name == "circle" } == 1500)
  }

  @Test func aPictureOfManyPointsIsSmall() {
    let picture = example(200_000, selected: 100).svg()
    #expect(picture.utf8.count < 600_000)
    #expect(picture.contains("200,000"))
  }

  @Test func pointsStandWhereTheirValuesSay() throws {
    let points = [(x: 1.0, y: 0.0), (10, 50), (100, 100), (1000, 25)]
    let plot = Scatter(series: [.init("", points, .memorized)], x: x, y: Axis("y"))
    let discs = ParsedMarkup(plot.svg()).named("circle").map {
      ($0.attributes["cx"].flatMap(Double.init), $0.attributes["cy"].flatMap(Double.init))
    }
    let columns = try discs.map { try #require($0.0) }
    let rows = try discs.map { try #require($0.1) }
    // Places have a tenth of a pixel, so differences of them are right to 0.2.
    #expect(abs(columns[1] - columns[0] - (columns[2] - columns[1])) < 0.21)
    #expect(abs(columns[3] - columns[2] - (columns[2] - columns[1])) < 0.21)
    #expect(columns[0] < columns[1])
    #expect(abs(rows[0] - rows[1] - (rows[1] - rows[2])) < 0.21)
    #expect(abs(rows[3] - (rows[0] + rows[1]) / 2) < 0.21)
    #expect(rows[0] > rows[1])
  }

  @Test func pointsWithoutAPlaceAreCounted() throws {
    let points = [
      (x: 1.0, y: 1.0), (.nan, 1), (2, .infinity), (0, 1), (-3, 2), (5, 9), (4000, 2), (3, 2),
    ]
    let plot = Scatter(
      series: [.init("a", points)], x: Axis("x", scale: .logarithmic, range: 1...100),
      y: Axis("y", range: 0...8))
    let description = try #require(ParsedMarkup(plot.svg()).text("desc").first)
    #expect(description.contains("Points: 2 of a."))
    #expect(
      description.hasSuffix(
        "Left out: 4 points without a place on an axis, 2 points beyond the ends of an axis."))
  }

  @Test(arguments: [
    [], [(x: 3.0, y: 3.0)], [(7, 7), (7, 7), (7, 7)], [(-1, -1), (0, 0)], [(.nan, .nan)],
    [(1e308, -1e308), (Double.leastNonzeroMagnitude, 1e308)], [(1, 0), (1, 1)],
  ])
  func fewAndOddPointsHaveAPicture(points: [(x: Double, y: Double)]) {
    for axis in [Axis("x"), Axis("x", scale: .logarithmic)] {
      for role in [ColorRole.plain, .selected, .memorized, .category(-3)] {
        let plot = Scatter(
          series: [.init("a", points, role), .init("none", [])], x: axis, y: Axis("y"))
        let parsed = ParsedMarkup(plot.svg(width: 300, height: 200))
        #expect(!parsed.elements.contains { $0.attributes["d"]?.contains("nan") ?? false })
        #expect(parsed.named("svg").count == 1)
      }
    }
    #expect(Scatter(series: [], x: x, y: y).svg().contains("Nothing to show"))
  }

  @Test func textsAreEscaped() throws {
    let hostile = "<script>&\"'\u{0}\u{FFFE}\u{202E}\n</svg>"
    let plot = Scatter(
      title: hostile, series: [.init(hostile, [(1, 1)])], x: Axis(hostile), y: Axis(hostile))
    let parsed = ParsedMarkup(plot.svg())
    #expect(parsed.named("script").isEmpty)
    #expect(parsed.text("title") == ["<script>&\"'\u{FFFD}\u{FFFD}\u{FFFD} </svg>"])
    #expect(parsed.text("text").count { $0.contains("<script>&\"'") } == 4)
  }

  @Test func aPictureNeedsNothingElse() throws {
    let picture = example(500, selected: 10).svg()
    let parsed = ParsedMarkup(picture)
    let root = try #require(parsed.elements.first)
    #expect(root.attributes["role"] == "img")
    #expect(parsed.elements[1].name == "title" && parsed.elements[2].name == "desc")
    let used = Set(parsed.elements.map(\.name))
    #expect(
      used.isSubset(of: [
        "svg", "title", "desc", "style", "rect", "g", "path", "circle", "text", "tspan",
      ]))
    #expect(parsed.elements.allSatisfy { $0.attributes["id"] == nil })
    #expect(picture.contains("prefers-color-scheme:dark"))
    #expect(picture.components(separatedBy: "http").count == 2)
    #expect(!picture.contains("url("))
  }

  @Test func thePictureIsTheSameEachTime() throws {
    let plot = example(40, selected: 6)
    #expect(plot.svg() == plot.svg())
    try expectSnapshot(plot.svg(width: 480, height: 320), "scatter.svg")
  }
}
