/// A line plot: one quantity as a function of another, with bands of uncertainty.
///
/// Points are joined in their order. One without a place on an axis is left out, counted in the
/// description, and breaks its line. Lines end at the ends of a given range.
public struct LinePlot: Figure {
  /// What the plot shows, in a few words; may be empty.
  public let title: String
  /// The series, in the order of the legend.
  public let series: [Series]
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis

  /// One point of a line.
  public struct Point: Sendable, Hashable {
    /// The value on the horizontal axis.
    public let x: Double
    /// The value on the vertical axis.
    public let y: Double
    /// The bounds of y, such as a confidence interval; `nil` where there are none. Bounds without
    /// a place on the axis aren't drawn.
    public let interval: ClosedRange<Double>?

    /// A point, with bounds of its y where they are known.
    public init(_ x: Double, _ y: Double, interval: ClosedRange<Double>? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }
  }

  /// Points of one name and role.
  public struct Series: Sendable {
    /// What the legend calls the line; without a name it doesn't stand there.
    public let name: String
    /// The points, in the order in which they are joined.
    public let points: [Point]
    /// Colour and dashes; `nil` for those of a category by the place among the series.
    public let role: ColorRole?

    /// A series of a name, points and a role.
    public init(_ name: String, _ points: [Point], _ role: ColorRole? = nil) {
      self.name = name
      self.points = points
      self.role = role
    }
  }

  /// A line plot of any number of series, which may be empty.
  public init(title: String = "", series: [Series], x: Axis, y: Axis) {
    self.title = title
    self.series = series
    self.x = x
    self.y = y
  }

  /// The plot as one SVG element.
  public func svg(width: Double, height: Double) -> String {
    picture(width: width, height: height)
  }
}
