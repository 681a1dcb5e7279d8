// Scores on a common scale: the normal scores of van der Waerden.
//
// A score becomes the normal quantile of its rank among the scores that were seen, so that neither
// a metric's unit nor the shape of its distribution matters. The distribution is kept as its
// quantiles at 257 knots, equally spaced in the normal quantile, which resolves the tails, where
// the memorised samples are.

/// Maps the scores of a metric to normal scores.
struct NormalScores: Sendable, Hashable {
  /// Quantiles of the scores that were seen, ascending; empty if none was a number.
  let knots: [Double]

  static let knotCount = 257
  /// The normal scores of the first and the last knot are minus and plus this.
  static let limit = 4.0

  private static var spacing: Double { 2 * limit / Double(knotCount - 1) }

  /// Learns the distribution of scores; those that are not finite are left out.
  init(of scores: [Double]) {
    let sorted = scores.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else {
      knots = []
      return
    }
    var last = -Double.infinity
    knots = (0..<Self.knotCount).map { index in
      // Between close scores rounding may step back.
      last = max(last, sorted.value(atRank: Self.share(index) * Double(sorted.count) - 0.5))
      return last
    }
  }

  /// The normal score of a score.
  ///
  /// Between two knots it is linear, and a score that equals several stands in the middle of their
  /// probabilities. Beyond the outermost it still ascends, by less than 1, so that the best of new
  /// samples don't tie. Without knots, and for `nan`, it is 0, the middle: a metric that says
  /// nothing.
  func callAsFunction(_ score: Double) -> Double {
    guard let first = knots.first, let last = knots.last, !score.isNaN else { return 0 }
    if score < first { return self(first) - excess(first - score) }
    if score > last { return self(last) + excess(score - last) }
    let below = knots.prefixCount { $0 < score }
    let upTo = knots.prefixCount { $0 <= score }
    if below < upTo {
      // At an end the tie is one with all that lies beyond.
      let lower = below == 0 ? 0 : Self.share(below)
      let upper = upTo == knots.count ? 1 : Self.share(upTo - 1)
      return NormalDistribution.quantile((lower + upper) / 2)
    }
    let (a, b) = (knots[below - 1], knots[below])
    return Self.normalScore(below - 1) + Self.spacing * (score - a) / (b - a)
  }

  private static func normalScore(_ knot: Int) -> Double { Double(knot) * spacing - limit }

  /// The probability of a score up to a knot.
  private static func share(_ knot: Int) -> Double {
    NormalDistribution.probability(upTo: normalScore(knot))
  }

  /// A distance as a share of itself and the range of the middle half.
  private func excess(_ distance: Double) -> Double {
    guard distance.isFinite else { return 1 }
    let quarter = knots.count / 2 - Int((0.6745 / Self.spacing).rounded())
    let range = knots[knots.count - 1 - quarter] - knots[quarter]
    return distance / (distance + max(range, .leastNormalMagnitude))
  }
}

extension [Double] {
  /// How many of the first elements fulfil a condition that no element after them does.
  fileprivate func prefixCount(where holds: (Double) -> Bool) -> Int {
    var (lower, upper) = (0, count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if holds(self[middle]) { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}
