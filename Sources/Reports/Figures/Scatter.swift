/// A scatter plot: points of two quantities, in series that stand out or stay behind.
///
/// Of points that would cover each other only one is drawn, darker the more it stands for, so that
/// a cloud of 200,000 points stays a small picture and shows its density; selected and memorised
/// points are all drawn, before the others. Points without a place on an axis (not finite, or not
/// above zero on a logarithmic scale) and those beyond a given range are left out and counted in
/// the description.
public struct Scatter: Figure {
  /// What the plot shows, in a few words; may be empty.
  public let title: String
  /// The series, in the order of the legend.
  public let series: [Series]
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis

  /// Points of one name and role.
  public struct Series: Sendable {
    /// What the legend calls the points; without a name they don't stand there.
    public let name: String
    /// The points, in any order; among dots that fall together the first gives the place.
    public let points: [(x: Double, y: Double)]
    /// What the points are; it sets colour, shape and depth.
    public let role: ColorRole

    /// A series of a name, points and a role.
    public init(_ name: String, _ points: [(x: Double, y: Double)], _ role: ColorRole = .plain) {
      self.name = name
      self.points = points
      self.role = role
    }
  }

  /// A scatter plot of any number of series, which may be empty.
  public init(title: String = "", series: [Series], x: Axis, y: Axis) {
    self.title = title
    self.series = series
    self.x = x
    self.y = y
  }

  /// The plot as one SVG element, well below 1 MB for any number of plain points.
  public func svg(width: Double, height: Double) -> String {
    picture(width: width, height: height)
  }
}
