/// Points of a line without a gap between them, in pixels from the top left of the plot's area.
struct LineRun {
  /// A point with the ends of its interval; `y` and these may lie beyond the area.
  struct Point: Equatable {
    let x: Double
    let y: Double
    /// The upper and lower end, in this order as pixels grow downward.
    let interval: ClosedRange<Double>?
  }

  let points: [Point]

  /// The runs of a line: points without a place on an axis part them.
  static func runs(_ points: [LinePlot.Point], in layout: PlotFrame) -> [LineRun] {
    points.map { place($0, in: layout) }
      .split(separator: nil)
      .map { LineRun(points: thinned($0.compactMap { $0 })) }
  }

  private static func place(_ point: LinePlot.Point, in layout: PlotFrame) -> Point? {
    guard let x = layout.horizontal(point.x), let y = layout.vertical(point.y) else { return nil }
    let ends = point.interval.flatMap { interval -> ClosedRange<Double>? in
      guard let top = layout.vertical(interval.upperBound),
        let bottom = layout.vertical(interval.lowerBound)
      else { return nil }
      return near(top)...near(bottom)
    }
    return Point(x: near(x), y: near(y), interval: ends)
  }

  /// What lies far beyond the picture, brought to where renderers can still count.
  private static func near(_ pixels: Double) -> Double { min(max(pixels, -1e5), 1e5) }

  /// The points that make a difference to the picture: of neighbours in one column of half a
  /// pixel the first, the last, the highest and the lowest.
  private static func thinned(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = points.startIndex
    while start < points.endIndex {
      let column = (points[start].x * 2).rounded(.down)
      let end =
        points[start...].firstIndex { ($0.x * 2).rounded(.down) != column } ?? points.endIndex
      let highest = (start..<end).min { points[$0].y < points[$1].y } ?? start
      let lowest = (start..<end).max { points[$0].y < points[$1].y } ?? start
      kept += Set([start, highest, lowest, end - 1]).sorted().map { points[$0] }
      start = end
    }
    return kept
  }

  /// The points joined, as a path.
  var line: String { Self.path(points.map { ($0.x, $0.y) }) }

  /// The area between the interval ends of neighbours, as a path.
  var band: String {
    points.split { $0.interval == nil }.filter { $0.count > 1 }.map { points in
      let upper = points.compactMap { point in point.interval.map { (point.x, $0.lowerBound) } }
      let lower = points.compactMap { point in point.interval.map { (point.x, $0.upperBound) } }
      return Self.path(upper + lower.reversed()) + "z"
    }.joined()
  }

  /// A line from end to end of each interval whose neighbours have none, as a path.
  var bars: String {
    points.split { $0.interval == nil }.filter { $0.count == 1 }.joined().map { point in
      guard let interval = point.interval else { return "" }
      let (x, top, bottom) = (point.x, interval.lowerBound, interval.upperBound)
      return "M\((x - 4).svg) \(top.svg)h8m-4 0V\(bottom.svg)m-4 0h8"
    }.joined()
  }

  private static func path(_ points: [(Double, Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(point.0.svg) \(point.1.svg)"
    }.joined()
  }
}
