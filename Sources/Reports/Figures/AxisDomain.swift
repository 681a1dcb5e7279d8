import Foundation

/// The values from one end of an axis to the other, and where each stands between them.
struct AxisDomain: Equatable {
  let scale: Axis.Scale
  /// The value at the start: finite, and above zero on a logarithmic scale.
  let lower: Double
  /// The value at the end: finite, above `lower`.
  let upper: Double
  /// Both ends as the scale spreads them.
  private let start: Double
  private let end: Double

  /// The domain of an axis, as given or else of all values that have a place on it.
  /// - Parameters:
  ///   - axis: Its range goes before the values.
  ///   - values: Any; those without a place are passed over. Without any, 0 to 1, or 1 to 10.
  ///   - margin: The share of the values' extent that is added at both ends. No margin crosses
  ///     zero.
  init(_ axis: Axis, values: some Sequence<Double>, margin: Double = 0) {
    scale = axis.scale
    (lower, upper) = Self.ends(axis, values, margin)
    start = Self.stretched(lower, scale)
    end = Self.stretched(upper, scale)
  }

  private static func ends(
    _ axis: Axis, _ values: some Sequence<Double>, _ margin: Double
  ) -> (Double, Double) {
    let scale = axis.scale
    if let range = axis.range { return apart(range.lowerBound, range.upperBound, scale) }
    let placed = values.lazy.filter { axis.hasPlace($0) }
    var extent: (low: Double, high: Double)?
    for value in placed {
      extent = (min(extent?.low ?? value, value), max(extent?.high ?? value, value))
    }
    guard let extent else { return scale == .linear ? (0, 1) : (1, 10) }
    let (low, high) = apart(extent.low, extent.high, scale)
    let start = stretched(low, scale)
    let end = stretched(high, scale)
    let room = (end - start) * margin
    var padded = margin == 0 ? (low, high) : (value(start - room, scale), value(end + room, scale))
    // A single zero has no other side to keep to.
    guard scale == .linear, extent.low < extent.high else { return padded }
    if extent.low >= 0 { padded.0 = max(padded.0, 0) }
    if extent.high <= 0 { padded.1 = min(padded.1, 0) }
    return padded
  }

  /// Where a value stands: 0 at the start, 1 at the end, beyond that outside the axis; `nil` where
  /// it has no place at all: not finite, or not above zero on a logarithmic scale.
  func fraction(of value: Double) -> Double? {
    guard Axis(scale: scale).hasPlace(value) else { return nil }
    return (Self.stretched(value, scale) - start) / (end - start)
  }

  // A quarter of the value, so that no difference of two finite numbers overflows.
  private static func stretched(_ value: Double, _ scale: Axis.Scale) -> Double {
    scale == .linear ? value / 4 : log10(value)
  }

  private static func value(_ stretched: Double, _ scale: Axis.Scale) -> Double {
    let most = Double.greatestFiniteMagnitude
    return scale == .linear
      ? min(max(stretched * 4, -most), most)
      : min(max(pow(10, stretched), .leastNormalMagnitude), most)
  }

  /// Both ends, moved outward where they are equal, or closer than ticks between could be told
  /// apart.
  private static func apart(
    _ low: Double, _ high: Double, _ scale: Axis.Scale
  ) -> (Double, Double) {
    let size = max(low.magnitude, high.magnitude)
    if high / 4 - low / 4 > size * 1e-9, high - low >= .leastNormalMagnitude * 1e6 {
      return (low, high)
    }
    if scale == .logarithmic {
      return (max(low / 2, .leastNormalMagnitude), min(high * 2, .greatestFiniteMagnitude))
    }
    let room = size < .leastNormalMagnitude * 1e9 ? 0.5 : size * 0.05
    return (
      max(low - room, -.greatestFiniteMagnitude), min(high + room, .greatestFiniteMagnitude)
    )
  }
}
