extension Histogram: Drawable {
  var summary: String {
    let bins = self.binning
    let counts = zip(series, bins.counts).map { series, counts in
      let name = series.name.isEmpty ? "the values" : series.name
      return "\(NumberFormat.count(counts.reduce(0, +))) of \(name)"
    }
    let parts = [
      "Histogram of \(x.name(or: "values")) in \(NumberFormat.count(bins.size)) bins.",
      counts.isEmpty ? "No values." : "Values: \(counts.joined(separator: ", ")).",
      bins.domain.sentence(x.name(or: "x")), bins.omissions.sentence("value"),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  var legend: [LegendEntry] {
    zip(series, binning.counts).map { series, counts in
      LegendEntry(
        name: series.name, role: series.role, mark: .bar, count: counts.reduce(0, +))
    }
  }

  func draw(into canvas: inout Markup, in frame: Rectangle, budget: Int) {
    let bins = binning
    let bars = self.bars(bins.counts)
    let highest = Double(bars.joined().map(\.top).max() ?? 0)
    // On a logarithmic axis a bar of one must still be seen above the axis.
    let lowest = y.scale == .linear ? 0 : 0.6
    let top = y.scale == .linear ? max(highest * 1.05, 1) : max(highest * 1.5, 10)
    let counts = y.range.map { $0 } ?? lowest...top
    let yDomain = AxisDomain(Axis(scale: y.scale, range: counts), values: [])
    let layout = PlotFrame(frame, x: x, bins.domain, y: y, yDomain, isCount: true)
    layout.draw(into: &canvas)
    if highest == 0 { return layout.drawNotice(into: &canvas) }
    let area = layout.area
    canvas.block(
      "svg",
      ["x": area.x.svg, "y": area.y.svg, "width": area.width.svg, "height": area.height.svg]
    ) { canvas in
      for index in order {
        let path = Self.path(bars[index], in: layout)
        if path.isEmpty { continue }
        canvas.empty(
          "path",
          [
            "class": "fill \(series[index].role.cssClass)",
            "fill-opacity": opacity(series[index].role), "d": path,
          ])
      }
    }
  }

  /// Equals before each other must let each other be seen.
  private func opacity(_ role: ColorRole) -> String {
    switch role {
    case .plain: "0.55"
    case .category where arrangement == .overlaid && series.count > 1: "0.65"
    default: "1"
    }
  }

  /// Values of all series, counted by bin.
  private var binning: Binning {
    let most = series.map(\.values.count).max() ?? 0
    return Binning(series.map(\.values), axis: x, bins: bins ?? Binning.bins(values: most))
  }

  /// The series from back to front.
  private var order: [Int] {
    arrangement == .stacked
      ? Array(series.indices)
      : series.indices.sorted { (series[$0].role.depth, $0) < (series[$1].role.depth, $1) }
  }

  private struct Bar {
    let bottom: Int
    let top: Int
  }

  /// A bar for each series and bin.
  private func bars(_ counts: [[Int]]) -> [[Bar]] {
    var heights = [Int](repeating: 0, count: counts.first?.count ?? 0)
    return counts.map { counts in
      counts.indices.map { bin in
        let bottom = arrangement == .stacked ? heights[bin] : 0
        heights[bin] = bottom + counts[bin]
        return Bar(bottom: bottom, top: bottom + counts[bin])
      }
    }
  }

  /// The bars of a series as a path, in pixels from the top left of the plot's area: side by side
  /// with gaps, or one outline around all where they are too narrow for gaps.
  private static func path(_ bars: [Bar], in layout: PlotFrame) -> String {
    let width = layout.area.width / Double(bars.count)
    let foot = layout.area.height
    // A count of zero has no place on a logarithmic axis: it stands at its foot.
    func height(_ count: Int) -> Double {
      min(max(layout.vertical(Double(count)) ?? foot, -1), foot)
    }
    let edges = bars.indices.map { (left: Double($0) * width, right: Double($0 + 1) * width) }
    if width <= 5 {
      guard bars.contains(where: { $0.top > $0.bottom }) else { return "" }
      let tops = zip(bars, edges).map { "V\(height($0.top).svg)H\($1.right.svg)" }
      let bottoms = zip(bars, edges).reversed().map {
        "V\(height($0.bottom).svg)H\($1.left.svg)"
      }
      return "M0 \(foot.svg)\((tops + bottoms).joined())z"
    }
    return zip(bars, edges).map { bar, edges in
      guard bar.top > bar.bottom else { return "" }
      let (top, bottom) = (height(bar.top).svg, height(bar.bottom).svg)
      return "M\((edges.left + 0.5).svg) \(bottom)V\(top)H\((edges.right - 0.5).svg)V\(bottom)z"
    }.joined()
  }
}
