import LinearAlgebra

/// The span of [x 1] over a growing set of points, by Gram and Schmidt.
struct PointSpan {
  private var directions: [[Double]] = []

  /// Dimension of the span.
  var rank: Int { directions.count }

  /// Takes a point in.
  ///
  /// - Returns: Whether it added a direction, by more than a thousandth of its length.
  mutating func insert(_ point: some Sequence<Double>) -> Bool {
    let homogeneous = Array(point) + [1]
    var remainder = homogeneous
    // Twice is enough to be orthogonal to working precision (Giraud et al. 2005).
    for _ in 0..<2 {
      for direction in directions {
        let share = dot(direction, remainder)
        for j in remainder.indices { remainder[j] -= share * direction[j] }
      }
    }
    let length = dot(remainder, remainder).squareRoot()
    guard length > 1e-3 * dot(homogeneous, homogeneous).squareRoot() else { return false }
    directions.append(remainder.map { $0 / length })
    return true
  }
}
