import Testing

@testable import Reports

@Suite struct PanelsTests {
  private func scatter(_ name: String, _ role: ColorRole = .selected) -> Plot {
    .scatter(
      Scatter(
        series: [.init("All", [(1, 2), (3, 4)]), .init(name, [(2, 2)], role)], x: Axis("x"),
        y: Axis("y")))
  }

  private var histogram: Plot {
    .histogram(Histogram(series: [.init("All", [1, 2, 3])], bins: 3, x: Axis("x")))
  }

  private func names(_ panels: Panels) -> [String] {
    ParsedMarkup(panels.svg(width: 900, height: 600)).text("text")
  }

  @Test func oneLegendStandsForAll() {
    let panels = Panels(
      columns: 2, panels: [.init("(a)", histogram), .init("(b)", scatter("Selected"))])
    let names = names(panels)
    #expect(names.count { $0.hasPrefix("Selected") } == 1)
    #expect(names.count { $0.hasPrefix("All") } == 1)
    #expect(names.contains("(a)") && names.contains("(b)"))
  }

  @Test func eachPanelHasItsOwnWhereNamesDisagree() {
    let panels = Panels(
      panels: [.init("(a)", scatter("Selected")), .init("(b)", scatter("Chosen"))])
    #expect(names(panels).count { $0.hasPrefix("All") } == 2)
  }

  @Test func countsThatDifferAreNotInTheSharedLegend() throws {
    let a = LegendEntry(name: "All", role: .plain, mark: .point, count: 3)
    let b = LegendEntry(name: "All", role: .plain, mark: .point, count: 4)
    #expect(try #require(Legend(shared: [[a], [b]])).entries.map(\.count) == [nil])
    #expect(try #require(Legend(shared: [[a], [a]])).entries == [a])
    let bar = LegendEntry(name: "All", role: .plain, mark: .bar, count: 3)
    #expect(try #require(Legend(shared: [[bar], [a]])).entries == [a])
  }

  @Test(arguments: [0, 1, 5, 7])
  func anyNumberOfPanelsFits(count: Int) {
    let panels = Panels(
      columns: 3, panels: (0..<count).map { .init("\($0)", $0 % 2 == 0 ? histogram : scatter("s")) }
    )
    let parsed = ParsedMarkup(panels.svg(width: 700, height: 500))
    #expect(parsed.named("title").count == 1)
    #expect(parsed.elements.count { $0.classes == ["caption"] } == count)
  }

  @Test func thePictureIsTheSameEachTime() throws {
    let line = Plot.lines(
      LinePlot(series: [.init("Loss", [.init(1, 3), .init(2, 2)])], x: Axis("x"), y: Axis("y")))
    let panels = Panels(
      title: "Three plots", columns: 3,
      panels: [.init("(a)", histogram), .init("(b)", scatter("Selected")), .init("(c)", line)])
    try expectSnapshot(panels.svg(width: 900, height: 300), "panels.svg")
  }
}
