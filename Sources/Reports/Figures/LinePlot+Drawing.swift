extension LinePlot: Drawable {
  var summary: String {
    let domains = self.domains
    var omissions = Omissions()
    for point in series.lazy.flatMap(\.points) {
      omissions.add(domains.x.fraction(of: point.x), domains.y.fraction(of: point.y))
    }
    let counts = series.map {
      "\($0.name.isEmpty ? "a line" : $0.name) of \(NumberFormat.count($0.points.count)) points"
    }
    let parts = [
      "Line plot of \(y.name(or: "y")) against \(x.name(or: "x")).",
      counts.isEmpty ? "No lines." : "Lines: \(counts.joined(separator: ", ")).",
      domains.x.sentence(x.name(or: "x")), domains.y.sentence(y.name(or: "y")),
      omissions.sentence("point"),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  var legend: [LegendEntry] {
    series.indices.map { LegendEntry(name: series[$0].name, role: role($0), mark: .line) }
  }

  func draw(into canvas: inout Markup, in frame: Rectangle, budget: Int) {
    let domains = self.domains
    let layout = PlotFrame(frame, x: x, domains.x, y: y, domains.y)
    layout.draw(into: &canvas)
    let area = layout.area
    if series.allSatisfy({ LineRun.runs($0.points, in: layout).isEmpty }) {
      return layout.drawNotice(into: &canvas)
    }
    // The inner picture cuts what lies beyond the axes; its border leaves room for marks at an end.
    let border = 4.0
    canvas.block(
      "svg",
      [
        "x": (area.x - border).svg, "y": (area.y - border).svg,
        "width": (area.width + 2 * border).svg, "height": (area.height + 2 * border).svg,
      ]
    ) { canvas in
      canvas.block("g", ["transform": "translate(\(border.svg) \(border.svg))"]) { canvas in
        for index in series.indices {
          let runs = LineRun.runs(series[index].points, in: layout)
          draw(bands: runs, role(index), into: &canvas)
        }
        for index in series.indices {
          let runs = LineRun.runs(series[index].points, in: layout)
          draw(lines: runs, role(index), into: &canvas)
        }
      }
    }
  }

  private func role(_ index: Int) -> ColorRole { series[index].role ?? .category(index) }

  private var domains: (x: AxisDomain, y: AxisDomain) {
    let points = series.lazy.flatMap(\.points).filter { x.hasPlace($0.x) && y.hasPlace($0.y) }
    let bounds = points.flatMap { point in
      [point.y, point.interval?.lowerBound ?? point.y, point.interval?.upperBound ?? point.y]
    }
    return (
      AxisDomain(x, values: points.map(\.x), margin: 0.02),
      AxisDomain(y, values: bounds, margin: 0.05)
    )
  }

  private func draw(bands runs: [LineRun], _ role: ColorRole, into canvas: inout Markup) {
    let path = runs.map(\.band).joined()
    if !path.isEmpty {
      canvas.empty("path", ["class": "fill \(role.cssClass)", "fill-opacity": "0.16", "d": path])
    }
    let bars = runs.map(\.bars).joined()
    if !bars.isEmpty {
      canvas.empty(
        "path",
        [
          "class": "line \(role.cssClass)", "stroke-width": "1.2", "stroke-opacity": "0.55",
          "d": bars,
        ])
    }
  }

  private func draw(lines runs: [LineRun], _ role: ColorRole, into canvas: inout Markup) {
    let path = runs.filter { $0.points.count > 1 }.map(\.line).joined()
    if !path.isEmpty {
      canvas.empty(
        "path",
        [
          "class": "line \(role.cssClass)", "stroke-width": "2", "stroke-dasharray": role.dashes,
          "d": path,
        ])
    }
    // Points of their own where they are few, and where nothing else would show them.
    let total = runs.map(\.points.count).reduce(0, +)
    let marked = runs.filter { total <= 40 || $0.points.count == 1 }.flatMap(\.points)
    if !marked.isEmpty {
      let dots = marked.map { "M\($0.x.svg) \($0.y.svg)h0" }.joined()
      canvas.empty("path", ["class": "dots \(role.cssClass)", "stroke-width": "6", "d": dots])
    }
  }
}
