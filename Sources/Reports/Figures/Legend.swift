/// What one series is called and how it is drawn.
struct LegendEntry: Equatable {
  enum Mark: Equatable { case point, bar, line }

  let name: String
  let role: ColorRole
  let mark: Mark
  /// How many of it are drawn; `nil` where that says nothing.
  var count: Int?

  /// The name as it is shown, with the count.
  var label: (name: String, count: String) {
    (name.printable, count.map { "(\(NumberFormat.count($0)))" } ?? "")
  }
}

/// Names beside the colours and shapes they stand for, in as many lines as they need.
struct Legend {
  let entries: [LegendEntry]

  private static let lineHeight = 20.0
  private static let swatchWidth = 24.0

  /// A legend of the entries that have a name.
  init(_ entries: [LegendEntry]) { self.entries = entries.filter { !$0.name.isEmpty } }

  /// The one legend of several plots, each series named once; `nil` where plots use one name in two
  /// roles or one role under two names.
  init?(shared legends: [[LegendEntry]]) {
    var entries: [LegendEntry] = []
    for entry in legends.joined() where !entry.name.isEmpty {
      let same = entries.firstIndex { $0.name == entry.name || $0.role == entry.role }
      guard let same else {
        entries.append(entry)
        continue
      }
      guard entries[same].name == entry.name, entries[same].role == entry.role else { return nil }
      let count = entries[same].count == entry.count ? entry.count : nil
      if entries[same].mark == .bar { entries[same] = entry }
      entries[same].count = count
    }
    self.entries = entries
  }

  /// Draws the legend at the top of a frame, which loses that part.
  func draw(into canvas: inout Markup, in frame: inout Rectangle) {
    guard !entries.isEmpty else { return }
    var x = frame.x
    frame.removeTop(Self.lineHeight)
    for entry in entries {
      let room = frame.width - Self.swatchWidth
      let count = entry.label.count
      let name = entry.label.name.fitted(to: room - TextSize.width(of: count) - 4)
      let width = Self.swatchWidth + TextSize.width(of: name + " " + count)
      if x > frame.x, x + width > frame.right {
        x = frame.x
        frame.removeTop(Self.lineHeight)
      }
      let middle = frame.y - Self.lineHeight / 2
      drawSwatch(entry, into: &canvas, x: x, y: middle)
      canvas.inline("text", ["x": (x + Self.swatchWidth).svg, "y": (middle + 4).svg]) {
        $0.raw(name.markup)
        if !count.isEmpty { $0.element("tspan", ["class": "quiet", "dx": "4"], count) }
      }
      canvas.newline()
      x += width + 18
    }
    frame.removeTop(6)
  }

  private func drawSwatch(_ entry: LegendEntry, into canvas: inout Markup, x: Double, y: Double) {
    let role = entry.role.cssClass
    switch entry.mark {
    case .point:
      PointMark(entry.role).draw(into: &canvas, at: [(x + 9, y)])
    case .bar:
      canvas.empty(
        "rect",
        [
          "class": "fill \(role)", "x": (x + 1).svg, "y": (y - 6).svg, "width": "16",
          "height": "12", "rx": "2", "fill-opacity": entry.role == .plain ? "0.55" : "1",
        ])
    case .line:
      canvas.empty(
        "path",
        [
          "class": "line \(role)", "stroke-width": "2", "stroke-dasharray": entry.role.dashes,
          "d": "M\(x.svg) \(y.svg)h19",
        ])
    }
  }
}
