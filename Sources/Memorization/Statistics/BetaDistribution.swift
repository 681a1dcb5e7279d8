import Foundation

/// The beta distribution with two positive shapes.
struct BetaDistribution {
  let a: Double
  let b: Double

  init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0, "shapes \(a) and \(b)")
    self.a = a
    self.b = b
  }

  /// The probability of a value up to x, the regularised incomplete beta function.
  ///
  /// By its continued fraction (DLMF 8.17.22), which converges fast below the mean; above, by the
  /// mirrored distribution.
  func probability(upTo x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    guard x <= (a + 1) / (a + b + 2) else {
      return 1 - BetaDistribution(b, a).probability(upTo: 1 - x)
    }
    let logFront = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(logFront) / (a * continuedFraction(x))
  }

  /// The value that is not exceeded with probability p, by bisection.
  func quantile(_ p: Double) -> Double {
    var (lower, upper) = (0.0, 1.0)
    for _ in 0..<80 {
      let middle = (lower + upper) / 2
      if probability(upTo: middle) < p { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }

  /// 1 + d1 / (1 + d2 / (1 + …)) from the front by the method of Lentz as changed by Thompson and
  /// Barnett 1986.
  private func continuedFraction(_ x: Double) -> Double {
    let tiny = 1e-300
    var (value, c, d) = (1.0, 1.0, 0.0)
    for step in 1...10_000 {
      let term = coefficient(step, x)
      d = 1 + term * d
      c = 1 + term / c
      d = 1 / (d == 0 ? tiny : d)
      if c == 0 { c = tiny }
      value *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }

  private func coefficient(_ step: Int, _ x: Double) -> Double {
    let m = Double(step / 2)
    if step.isMultiple(of: 2) {
      return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    }
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
  }
}
