import Foundation

/// Values counted by equal bins of an axis.
struct Binning {
  /// The axis from the first bin's lower edge to the last one's upper edge.
  let domain: AxisDomain
  /// How many values of each series fall into each bin.
  let counts: [[Int]]
  /// Values that fall into none.
  let omissions: Omissions
  /// The number of bins.
  let size: Int

  /// Counts the values of each series.
  init(_ series: [[Double]], axis: Axis, bins: Int) {
    let domain = AxisDomain(axis, values: series.joined())
    var omissions = Omissions()
    counts = series.map { values in
      var counts = [Int](repeating: 0, count: bins)
      for value in values {
        let fraction = domain.fraction(of: value)
        omissions.add(fraction)
        guard let fraction, Omissions.bounds.contains(fraction) else { continue }
        // Where a value is an edge itself, rounding must not put it into the bin below.
        let bin = Int(fraction * Double(bins) + 1e-9)
        counts[min(max(bin, 0), bins - 1)] += 1
      }
      return counts
    }
    self.domain = domain
    self.omissions = omissions
    size = bins
  }

  /// The number of bins that suits so many values: Rice's rule, twice the cube root.
  static func bins(values: Int) -> Int {
    min(max(Int((2 * cbrt(Double(values))).rounded(.up)), 8), 60)
  }
}
