extension Scatter: Drawable {
  var summary: String {
    let domains = self.domains
    let counts = series.map { series -> String in
      let inside = Self.placed(series, domains).inside
      return "\(NumberFormat.count(inside)) of \(series.name.isEmpty ? "the points" : series.name)"
    }
    var omissions = Omissions()
    for series in series { omissions.add(Self.placed(series, domains).omissions) }
    let parts = [
      "Scatter plot of \(y.name(or: "y")) against \(x.name(or: "x")).",
      counts.isEmpty ? "No points." : "Points: \(counts.joined(separator: ", ")).",
      domains.x.sentence(x.name(or: "x")), domains.y.sentence(y.name(or: "y")),
      omissions.sentence("point"),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  var legend: [LegendEntry] {
    let domains = self.domains
    return series.map {
      LegendEntry(
        name: $0.name, role: $0.role, mark: .point, count: Self.placed($0, domains).inside)
    }
  }

  func draw(into canvas: inout Markup, in frame: Rectangle, budget: Int) {
    let domains = self.domains
    let layout = PlotFrame(frame, x: x, domains.x, y: y, domains.y)
    layout.draw(into: &canvas)
    if legend.allSatisfy({ $0.count == 0 }) { return layout.drawNotice(into: &canvas) }
    let plainCount = series.count { !PointMark($0.role).isEmphasized }
    let order = series.indices.sorted {
      (series[$0].role.depth, $0) < (series[$1].role.depth, $1)
    }
    for series in order.map({ series[$0] }) {
      let points = series.points.compactMap { Self.place($0, domains, in: layout.area) }
      guard !points.isEmpty else { continue }
      if PointMark(series.role).isEmphasized {
        let mark = PointMark(series.role, scale: layout.area.width < 400 ? 0.75 : 1)
        mark.draw(
          into: &canvas, at: points.map { (layout.area.x + $0.x, layout.area.y + $0.y) })
      } else {
        let cloud = PointCloud(
          points, width: layout.area.width, height: layout.area.height,
          budget: budget / plainCount)
        cloud.draw(into: &canvas, at: layout.area, role: series.role)
      }
    }
  }

  private var domains: (x: AxisDomain, y: AxisDomain) {
    let points = series.lazy.flatMap(\.points).filter { x.hasPlace($0.x) && y.hasPlace($0.y) }
    return (
      AxisDomain(x, values: points.map(\.x), margin: 0.04),
      AxisDomain(y, values: points.map(\.y), margin: 0.04)
    )
  }

  /// How many points of a series are drawn, and how many are not.
  private static func placed(
    _ series: Series, _ domains: (x: AxisDomain, y: AxisDomain)
  ) -> (inside: Int, omissions: Omissions) {
    var omissions = Omissions()
    for point in series.points {
      omissions.add(domains.x.fraction(of: point.x), domains.y.fraction(of: point.y))
    }
    return (series.points.count - omissions.total, omissions)
  }

  /// Pixels from the top left of the plot's area; `nil` for a point that isn't drawn.
  private static func place(
    _ point: (x: Double, y: Double), _ domains: (x: AxisDomain, y: AxisDomain), in area: Rectangle
  ) -> (x: Double, y: Double)? {
    guard let x = domains.x.fraction(of: point.x), let y = domains.y.fraction(of: point.y),
      Omissions.bounds.contains(x), Omissions.bounds.contains(y)
    else { return nil }
    return (x * area.width, (1 - y) * area.height)
  }
}
