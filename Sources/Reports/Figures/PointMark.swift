/// The shape of a point in a scatter plot: a triangle, a disc, or a dot.
struct PointMark {
  let role: ColorRole
  /// How large marks are, 1 in a plot across a page.
  var scale = 1.0

  init(_ role: ColorRole, scale: Double = 1) {
    self.role = role
    self.scale = scale
  }

  /// Whether each point is drawn, however many there are.
  var isEmphasized: Bool { role == .selected || role == .memorized }

  /// Draws a mark at each point, given in pixels: one element each, with an edge in the colour of
  /// the ground, so that marks upon each other can be counted.
  func draw(into canvas: inout Markup, at points: [(x: Double, y: Double)]) {
    let isDot = !isEmphasized
    canvas.block("g", ["class": "\(isDot ? "fill" : "edged") \(role.cssClass)"]) { canvas in
      for point in points {
        if role == .selected {
          canvas.empty("path", ["d": triangle(point)])
        } else {
          let radius = (isDot ? 2.5 : 3.9) * scale
          canvas.empty("circle", ["cx": point.x.svg, "cy": point.y.svg, "r": radius.svg])
        }
      }
    }
  }

  /// A triangle around its centroid, so that the point itself is its middle.
  private func triangle(_ point: (x: Double, y: Double)) -> String {
    let (height, side) = (8.1 * scale, 9.4 * scale)
    let top = point.y - height * 2 / 3
    return "M\(point.x.svg) \(top.svg)l\((side / 2).svg) \(height.svg)h\((-side).svg)z"
  }
}
