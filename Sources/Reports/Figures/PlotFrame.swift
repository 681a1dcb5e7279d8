/// The axes of a plot: where its data goes, and the lines and labels around it.
struct PlotFrame {
  /// Where the data is drawn, in pixels.
  let area: Rectangle
  private let x: Side
  private let y: Side

  /// An axis with its domain and ticks.
  private struct Side {
    let axis: Axis
    let domain: AxisDomain
    let ticks: Ticks
  }

  private static let labelGap = 8.0
  private static let lineHeight = 18.0

  /// Lays out a frame: room for the labels, and as many ticks as fit.
  /// - Parameter isCount: Whether the vertical axis counts, and so has whole ticks only.
  init(
    _ frame: Rectangle, x: Axis, _ xDomain: AxisDomain, y: Axis, _ yDomain: AxisDomain,
    isCount: Bool = false
  ) {
    let below = Self.lineHeight + 4 + (x.title.isEmpty ? 0 : Self.lineHeight + 4)
    let height = max(frame.height - below - 6, 1)
    let yTicks = Ticks(yDomain, isWhole: isCount) { ticks in
      Self.gaps(ticks, yDomain, height).allSatisfy { $0 >= 22 }
    }
    let widest = yTicks.labelled.map { TextSize.width(of: $0.label) }.max() ?? 0
    let left = widest + Self.labelGap + (y.title.isEmpty ? 0 : Self.lineHeight + 4)
    let right = 14.0
    let width = max(frame.width - left - right, 1)
    let xTicks = Ticks(xDomain) { ticks in
      let widths = ticks.map { TextSize.width(of: $0.label) }
      return zip(Self.gaps(ticks, xDomain, width), zip(widths, widths.dropFirst())).allSatisfy {
        gap, widths in gap >= max((widths.0 + widths.1) / 2 + 10, 30)
      }
    }
    area = Rectangle(x: frame.x + left, y: frame.y + 6, width: width, height: height)
    self.x = Side(axis: x, domain: xDomain, ticks: xTicks)
    self.y = Side(axis: y, domain: yDomain, ticks: yTicks)
  }

  /// Pixels between neighbouring ticks.
  private static func gaps(
    _ ticks: [Ticks.Tick], _ domain: AxisDomain, _ length: Double
  ) -> [Double] {
    let positions = ticks.map { (domain.fraction(of: $0.value) ?? 0) * length }
    return zip(positions, positions.dropFirst()).map { $1 - $0 }
  }

  /// Pixels from the area's left edge; `nil` where the value has no place on the axis.
  func horizontal(_ value: Double) -> Double? {
    x.domain.fraction(of: value).map { $0 * area.width }
  }

  /// Pixels from the area's top edge; `nil` where the value has no place on the axis.
  func vertical(_ value: Double) -> Double? {
    y.domain.fraction(of: value).map { (1 - $0) * area.height }
  }

  /// Draws grid, marks, labels and titles: what stands behind the data.
  func draw(into canvas: inout Markup) {
    let columns = x.ticks.labelled.compactMap { horizontal($0.value) }.map { area.x + $0 }
    let rows = y.ticks.labelled.compactMap { vertical($0.value) }.map { area.y + $0 }
    let grid =
      columns.map { "M\($0.svg) \(area.y.svg)v\(area.height.svg)" }
      + rows.map { "M\(area.x.svg) \($0.svg)h\(area.width.svg)" }
    canvas.empty("path", ["class": "grid", "d": grid.joined()])
    let marks =
      columns.map { "M\($0.svg) \(area.bottom.svg)v4" }
      + x.ticks.plain.compactMap { horizontal($0) }.map {
        "M\((area.x + $0).svg) \(area.bottom.svg)v2.5"
      }
      + y.ticks.plain.compactMap { vertical($0) }.map {
        "M\(area.x.svg) \((area.y + $0).svg)h-2.5"
      }
    let axes = "M\(area.x.svg) \(area.y.svg)v\(area.height.svg)h\(area.width.svg)"
    canvas.empty("path", ["class": "axis", "d": axes + marks.joined()])
    drawLabels(into: &canvas, columns: columns, rows: rows)
    drawTitles(into: &canvas)
  }

  /// Says that there is no data, in the middle of the area.
  func drawNotice(into canvas: inout Markup) {
    let middle = (x: area.x + area.width / 2, y: area.y + area.height / 2 + 4)
    canvas.element(
      "text",
      ["class": "quiet", "text-anchor": "middle", "x": middle.x.svg, "y": middle.y.svg],
      "Nothing to show")
    canvas.newline()
  }

  private func drawLabels(into canvas: inout Markup, columns: [Double], rows: [Double]) {
    canvas.block("g", ["text-anchor": "middle"]) { canvas in
      for (tick, column) in zip(x.ticks.labelled, columns) {
        // A label at the very end stays inside the picture.
        let half = TextSize.width(of: tick.label) / 2
        let middle = min(column, area.right + 14 - half)
        canvas.element(
          "text",
          ["class": "quiet", "x": middle.svg, "y": (area.bottom + Self.lineHeight).svg], tick.label)
        canvas.newline()
      }
    }
    canvas.block("g", ["text-anchor": "end"]) { canvas in
      for (tick, row) in zip(y.ticks.labelled, rows) {
        canvas.element(
          "text", ["class": "quiet", "x": (area.x - Self.labelGap).svg, "y": (row + 4).svg],
          tick.label)
        canvas.newline()
      }
    }
  }

  private func drawTitles(into canvas: inout Markup) {
    if !x.axis.title.isEmpty {
      let place = (x: area.x + area.width / 2, y: area.bottom + 2 * Self.lineHeight + 4)
      canvas.element(
        "text", ["text-anchor": "middle", "x": place.x.svg, "y": place.y.svg],
        x.axis.title.printable.fitted(to: area.width))
      canvas.newline()
    }
    if !y.axis.title.isEmpty {
      let place = (x: area.x - labelWidth - 9, y: area.y + area.height / 2)
      canvas.element(
        "text",
        [
          "text-anchor": "middle",
          "transform": "translate(\(place.x.svg) \(place.y.svg)) rotate(-90)",
        ], y.axis.title.printable.fitted(to: area.height))
      canvas.newline()
    }
  }

  /// Pixels that the labels of the vertical axis take.
  private var labelWidth: Double {
    (y.ticks.labelled.map { TextSize.width(of: $0.label) }.max() ?? 0) + Self.labelGap
  }
}
