/// A histogram: how many values of each series fall into each of equal bins.
///
/// Bins are equal on the scale of the axis: of one width where it is linear, of one ratio where it
/// is logarithmic. Each holds its lower edge, the last one its upper edge as well. Values without a
/// place on the axis, or beyond a given range, are left out and counted in the description.
public struct Histogram: Figure {
  /// What the plot shows, in a few words; may be empty.
  public let title: String
  /// The series, in the order of the legend.
  public let series: [Series]
  /// Whether the bars of the series stand before or upon each other.
  public let arrangement: Arrangement
  /// The number of bins; `nil` for twice the cube root of the largest series, from 8 to 60.
  public let bins: Int?
  /// The axis of the values.
  public let x: Axis
  /// The axis of the counts; a logarithmic one lets a few be seen beside many.
  public let y: Axis

  /// Values of one name and role.
  public struct Series: Sendable {
    /// What the legend calls the values; without a name they don't stand there.
    public let name: String
    /// The values, in any order.
    public let values: [Double]
    /// What the values are; it sets the colour, and the depth of bars before each other.
    public let role: ColorRole

    /// A series of a name, values and a role.
    public init(_ name: String, _ values: [Double], _ role: ColorRole = .plain) {
      self.name = name
      self.values = values
      self.role = role
    }
  }

  /// How the bars of several series share a bin.
  public enum Arrangement: Sendable, Hashable {
    /// Each from the axis upward, before those behind it: for parts of a whole that is shown too.
    case overlaid
    /// Each upon those before it: for parts that make up the whole; heights mislead on a
    /// logarithmic axis of counts.
    case stacked
  }

  /// A histogram of any number of series, which may be empty.
  public init(
    title: String = "", series: [Series], arrangement: Arrangement = .overlaid, bins: Int? = nil,
    x: Axis, y: Axis = Axis("Count")
  ) {
    precondition((1...2000).contains(bins ?? 1), "a histogram can't have \(bins ?? 0) bins")
    self.title = title
    self.series = series
    self.arrangement = arrangement
    self.bins = bins
    self.x = x
    self.y = y
  }

  /// The plot as one SVG element.
  public func svg(width: Double, height: Double) -> String {
    picture(width: width, height: height)
  }
}
