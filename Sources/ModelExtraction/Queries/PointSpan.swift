import LinearAlgebra

/// The span of [x 1] over a growing set of points, by Gram and Schmidt.
struct PointSpan {
  private var directions: [[Double]] = []
  private let tolerance: Double

  /// Dimension of the span.
  var rank: Int { directions.count }

  /// The span of no points.
  ///
  /// - Parameter tolerance: A point adds a direction by more than this share of its length.
  init(tolerance: Double = 1e-3) { self.tolerance = tolerance }

  /// Takes a point in.
  ///
  /// - Returns: Whether it added a direction.
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
    guard length > tolerance * dot(homogeneous, homogeneous).squareRoot() else { return false }
    directions.append(remainder.map { $0 / length })
    return true
  }
}
