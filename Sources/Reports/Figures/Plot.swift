/// One of the plots that panels can hold.
public enum Plot: Sendable {
  /// Points of two quantities.
  case scatter(Scatter)
  /// How often values of one quantity occur.
  case histogram(Histogram)
  /// One quantity as a function of another.
  case lines(LinePlot)

  var drawable: any Drawable {
    switch self {
    case .scatter(let plot): plot
    case .histogram(let plot): plot
    case .lines(let plot): plot
    }
  }
}

/// A plot that draws itself into a part of a picture.
protocol Drawable {
  /// What the plot shows, in a few words; may be empty.
  var title: String { get }
  /// What the plot shows, in sentences, with the number of all that is drawn and left out.
  var summary: String { get }
  /// One entry per series, in the order of the series.
  var legend: [LegendEntry] { get }
  /// Draws axes and data into a rectangle, without title and legend.
  /// - Parameter budget: About how many plain points may be drawn.
  func draw(into canvas: inout Markup, in frame: Rectangle, budget: Int)
}

extension Drawable {
  /// The plot alone in a picture, below its title and legend.
  func picture(width: Double, height: Double) -> String {
    Picture.svg(width: width, height: height, title: title, summary: summary) { canvas, frame in
      Picture.draw(heading: title, into: &canvas, in: &frame)
      Legend(legend).draw(into: &canvas, in: &frame)
      draw(into: &canvas, in: frame, budget: Picture.pointBudget)
    }
  }
}
