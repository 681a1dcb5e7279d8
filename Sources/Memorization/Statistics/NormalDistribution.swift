import Foundation

/// The normal distribution of mean 0 and variance 1.
enum NormalDistribution {
  /// The probability of a value up to x.
  static func probability(upTo x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// The value that is not exceeded with probability p, between 0 and 1, by bisection.
  static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p)")
    // In the lower half, where `erfc` is exact relative to its size.
    if p > 0.5 { return -quantile(1 - p) }
    var (lower, upper) = (-40.0, 0.0)
    for _ in 0..<80 {
      let middle = (lower + upper) / 2
      if probability(upTo: middle) < p { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }
}
