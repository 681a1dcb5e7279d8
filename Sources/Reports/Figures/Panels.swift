/// Several plots in rows and columns of one picture, such as the six of the paper's figure 4.
///
/// One legend stands for all where they use the same names for the same roles; otherwise each
/// panel has its own. (Carlini et al. 2021, figure 4.)
public struct Panels: Figure {
  /// What the picture shows, in a few words; may be empty.
  public let title: String
  /// The number of panels side by side.
  public let columns: Int
  /// The panels, row by row from the top left; the last row may be short.
  public let panels: [Panel]

  /// A plot below a caption.
  public struct Panel: Sendable {
    /// What stands above the plot, in place of its own title; may be empty.
    public let caption: String
    /// The plot.
    public let plot: Plot

    /// A plot below a caption.
    public init(_ caption: String, _ plot: Plot) {
      self.caption = caption
      self.plot = plot
    }
  }

  /// Panels in rows of so many columns.
  public init(title: String = "", columns: Int = 3, panels: [Panel]) {
    precondition(columns > 0, "\(columns) columns hold no panel")
    self.title = title
    self.columns = columns
    self.panels = panels
  }

  /// The panels as one SVG element; each gets an equal part of the width and height.
  public func svg(width: Double, height: Double) -> String {
    Picture.svg(width: width, height: height, title: title, summary: summary) { canvas, frame in
      Picture.draw(heading: title, into: &canvas, in: &frame)
      let shared = Legend(shared: panels.map(\.plot.drawable.legend))
      shared?.draw(into: &canvas, in: &frame)
      for (index, panel) in panels.enumerated() {
        draw(panel, hasLegend: shared == nil, into: &canvas, in: cell(index, of: frame))
      }
    }
  }

  private static let gap = 18.0

  private var rows: Int { max((panels.count + columns - 1) / columns, 1) }

  private func cell(_ index: Int, of frame: Rectangle) -> Rectangle {
    let width = (frame.width - Self.gap * Double(columns - 1)) / Double(columns)
    let height = (frame.height - Self.gap * Double(rows - 1)) / Double(rows)
    return Rectangle(
      x: frame.x + Double(index % columns) * (width + Self.gap),
      y: frame.y + Double(index / columns) * (height + Self.gap),
      width: max(width, 1), height: max(height, 1))
  }

  private func draw(
    _ panel: Panel, hasLegend: Bool, into canvas: inout Markup, in cell: Rectangle
  ) {
    var frame = cell
    let plot = panel.plot.drawable
    canvas.block("g") { canvas in
      Picture.draw(heading: panel.caption, style: .caption, into: &canvas, in: &frame)
      if hasLegend { Legend(plot.legend).draw(into: &canvas, in: &frame) }
      plot.draw(into: &canvas, in: frame, budget: Picture.pointBudget / panels.count)
    }
  }

  private var summary: String {
    let parts = panels.map { panel in
      panel.caption.isEmpty
        ? panel.plot.drawable.summary
        : "\(panel.caption): \(panel.plot.drawable.summary)"
    }
    return "\(NumberFormat.count(panels.count)) panels. \(parts.joined(separator: " "))"
  }
}
