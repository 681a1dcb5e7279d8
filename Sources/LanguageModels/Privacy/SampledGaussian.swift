// The Rényi divergence of order a of (1 - q) N(0, s^2) + q N(1, s^2) from N(0, s^2):
//   e(a) = log A / (a - 1),   A = E r(z)^a,   r(z) = 1 - q + q exp((2 z - 1) / (2 s^2)),  z ~ N(0, s^2).
// Mironov, Talwar and Zhang 2019, theorem 4 and section 3.3: A is also the larger of both
// directions.

import Foundation

/// One step of the Gaussian mechanism on a random part of the documents.
struct SampledGaussian {
  /// Deviation of the noise, s.
  let noise: Double
  /// Probability of a document, q.
  let rate: Double

  /// The divergence in nats; exact to about 1e-14 + 1e-14 e(a).
  func divergence(order: Double) -> Double {
    if rate == 1 { return order / (2 * noise * noise) }
    let logarithm =
      order == order.rounded() ? logMoment(wholeOrder: Int(order)) : logMoment(order: order)
    return max(0, logarithm / (order - 1))
  }

  /// log A by the binomial theorem: A = sum over k of C(a, k) (1 - q)^(a - k) q^k c(k), where
  /// c(k) = exp(k (k - 1) / (2 s^2)).
  ///
  /// With 1 in place of c(k) the sum is 1. So A - 1 is the sum with c(k) - 1, which starts at k = 2
  /// and doesn't cancel.
  private func logMoment(wholeOrder a: Int) -> Double {
    let (logRate, logRest) = (log(rate), log1p(-rate))
    var logBinomial = log(Double(a))
    var total = -Double.infinity
    for k in stride(from: 2, through: a, by: 1) {
      logBinomial += log(Double(a - k + 1) / Double(k))
      let exponent = Double(k) * Double(k - 1) / (2 * noise * noise)
      let term = logBinomial + Double(a - k) * logRest + Double(k) * logRate
      total = Self.logSum(total, term + Self.logExpm1(exponent))
    }
    return Self.logSum(0, total)
  }

  /// log A by the trapezoidal rule on the whole line.
  ///
  /// The integrand is analytic to a distance of pi s^2 from the real axis, where r has its zeros, so
  /// that the error falls as exp(-2 pi^2 s^2 / h) in the spacing h, and as exp(-2 pi^2 s^2 / h^2)
  /// where the normal density decides (Trefethen and Weideman 2014, theorem 5.1).
  private func logMoment(order a: Double) -> Double {
    let spacing = 0.5 * min(noise, noise * noise)
    let (logRate, logRest) = (log(rate), log1p(-rate))
    let (first, last) = (-12 * noise, a + 12 * noise)
    let count = Int(((last - first) / spacing).rounded(.up))
    var largest = -Double.infinity
    let terms = (0...count).map { i in
      let z = first + Double(i) * spacing
      let ratio = Self.logSum(logRest, logRate + (2 * z - 1) / (2 * noise * noise))
      let term = a * ratio - z * z / (2 * noise * noise)
      largest = max(largest, term)
      return term
    }
    let sum = terms.reduce(0) { $0 + exp($1 - largest) }
    return largest + log(sum) + log(spacing / noise) - 0.5 * log(2 * .pi)
  }

  /// log(e^x + e^y).
  private static func logSum(_ x: Double, _ y: Double) -> Double {
    let (high, low) = (max(x, y), min(x, y))
    return low == -.infinity ? high : high + log1p(exp(low - high))
  }

  /// log(e^x - 1), x above 0.
  private static func logExpm1(_ x: Double) -> Double {
    x > 1 ? x + log1p(-exp(-x)) : log(expm1(x))
  }
}
