/// One axis of a plot: what it measures, on which scale, from where to where.
public struct Axis: Sendable, Hashable {
  /// The quantity with its unit, such as `zlib entropy (bytes)`; may be empty.
  public let title: String
  /// How values are spread over the axis.
  public let scale: Scale
  /// Both ends of the axis; `nil` takes them from the data, with a small margin.
  public let range: ClosedRange<Double>?

  /// How values are spread over an axis.
  public enum Scale: Sendable, Hashable {
    /// Equal differences take equal room.
    case linear
    /// Equal ratios take equal room; values of zero or below have no place.
    case logarithmic
  }

  /// An axis of a title, a scale and, if given, its ends.
  ///
  /// The ends are finite, and above zero on a logarithmic scale. Ends too close to be told apart
  /// are moved outward.
  public init(
    _ title: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil
  ) {
    if let range {
      precondition(
        range.lowerBound.isFinite && range.upperBound.isFinite, "an axis can't reach \(range)")
      precondition(
        scale == .linear || range.lowerBound > 0, "a logarithmic axis can't reach \(range)")
    }
    self.title = title
    self.scale = scale
    self.range = range
  }

  /// Whether a value can stand on the axis, were it long enough.
  func hasPlace(_ value: Double) -> Bool {
    value.isFinite && (scale == .linear || value > 0)
  }
}
