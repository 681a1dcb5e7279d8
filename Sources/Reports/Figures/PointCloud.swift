/// Dots of a scatter plot, thinned to what can be told apart.
///
/// The area is divided into square cells. Each cell with points keeps the place of its first and
/// their number, so nothing depends on more than the order of the points. Cells begin at a
/// fraction of a dot and grow until no more are occupied than the budget allows.
struct PointCloud {
  /// A cell's dot, in half pixels from the top left of the area.
  struct Dot: Equatable {
    let x: Int
    let y: Int
    /// Points that it stands for, at least 1.
    var count: Int
  }

  /// The dots by row and column of their cells.
  let dots: [Dot]
  /// Points that the dots stand for.
  let count: Int

  private static let cellSizes = [1, 1.5, 2, 2.5, 3, 4, 5, 6.5, 8, 10, 13, 16, 20, 25, 32, 40.0]

  /// A cloud of points given in pixels inside an area.
  init(_ points: [(x: Double, y: Double)], width: Double, height: Double, budget: Int) {
    count = points.count
    var dots: [Dot] = []
    for size in Self.cellSizes {
      dots = Self.dots(points, cell: size, columns: Int(width / size) + 1, height: height)
      if dots.count <= budget { break }
    }
    self.dots = dots
  }

  private static func dots(
    _ points: [(x: Double, y: Double)], cell: Double, columns: Int, height: Double
  ) -> [Dot] {
    var occupied = [Int32](repeating: -1, count: columns * (Int(height / cell) + 1))
    var dots: [Dot] = []
    var cells: [Int] = []
    for point in points {
      let column = min(max(Int(point.x / cell), 0), columns - 1)
      let index = min(max(Int(point.y / cell), 0) * columns + column, occupied.count - 1)
      if occupied[index] >= 0 {
        dots[Int(occupied[index])].count += 1
      } else {
        occupied[index] = Int32(dots.count)
        cells.append(index)
        dots.append(
          Dot(x: Int((point.x * 2).rounded()), y: Int((point.y * 2).rounded()), count: 1))
      }
    }
    return dots.indices.sorted { cells[$0] < cells[$1] }.map { dots[$0] }
  }

  /// Dots in shades: those that stand for one point, for 2 or 3, 4 to 9, 10 to 31, more.
  private static let shades = [1...1, 2...3, 4...9, 10...31, 32...Int.max]
  private static let opacities = ["0.4", "0.52", "0.66", "0.82", "1"]

  /// Draws the cloud, the lightest dots first.
  func draw(into canvas: inout Markup, at area: Rectangle, role: ColorRole) {
    // The denser the cloud, the smaller the dots, so that they stay apart at its edges.
    let roomPerDot = area.width * area.height / Double(max(dots.count, 1))
    let diameter = min(max(0.45 * roomPerDot.squareRoot(), 1.7), 5)
    let place = "translate(\(area.x.svg) \(area.y.svg)) scale(.5)"
    // In a small cloud nothing has to be light for the rest to be dark.
    let isShaded = count > 300
    canvas.block(
      "g",
      [
        "class": "dots \(role.cssClass)", "transform": place, "stroke-width": (2 * diameter).svg,
      ]
    ) { canvas in
      for (shade, opacity) in zip(Self.shades, Self.opacities) {
        let path = Self.path(dots.filter { shade.contains($0.count) })
        if path.isEmpty { continue }
        canvas.empty("path", ["stroke-opacity": isShaded ? opacity : "0.7", "d": path])
      }
    }
  }

  /// A path that puts a dot at each place: a line of no length with round ends. Steps from dot to
  /// dot take half the room of places.
  private static func path(_ dots: [Dot]) -> String {
    var path = ""
    var (x, y) = (0, 0)
    for dot in dots {
      path += path.isEmpty ? "M\(dot.x) \(dot.y)h0" : "m\(dot.x - x) \(dot.y - y)h0"
      (x, y) = (dot.x, dot.y)
    }
    return path
  }
}
