// The quantiles of the chi-square distribution, through the incomplete gamma function.

import Foundation

/// The x below which a chi-square variable of the given degrees of freedom lies with probability p.
///
/// Newton's method on P(k/2, x/2) = p, held inside a bracket, from the approximation of Wilson and
/// Hilferty 1931. Agrees with SciPy to 1e-10, relative, for up to a million degrees.
/// - Parameters:
///   - p: A probability in (0, 1).
///   - degrees: Degrees of freedom k, positive.
func chiSquareQuantile(_ p: Double, degrees k: Double) -> Double {
  precondition(p > 0 && p < 1 && k > 0, "no quantile of \(p) with \(k) degrees of freedom")
  let a = k / 2
  // The normal quantile of a small or large p need only be near: Newton's method does the rest.
  let t = (-2 * log(min(p, 1 - p))).squareRoot()
  let normal =
    (p < 0.5 ? -1 : 1) * (t - (2.30753 + 0.27061 * t) / (1 + (0.99229 + 0.04481 * t) * t))
  let cube = 1 - 2 / (9 * k) + normal * (2 / (9 * k)).squareRoot()
  var x = max(k * cube * cube * cube, k * 1e-3) / 2
  var (lower, upper) = (0.0, Double.infinity)
  for _ in 0..<200 {
    let excess = lowerGammaShare(a, x) - p
    if excess > 0 { upper = x } else { lower = x }
    let density = gammaDensity(a, x)
    var next = x - excess / density
    if !(next > lower && next < upper) {
      next = upper.isFinite ? (lower + upper) / 2 : 2 * x
    }
    let step = abs(next - x)
    x = next
    if step <= 1e-15 * x { break }
  }
  return 2 * x
}

/// P(a, x), the share of the gamma function below x: by its series or its continued fraction
/// (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
func lowerGammaShare(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 0 }
  // x^a e^-x / Γ(a) = x · density.
  let factor = x * gammaDensity(a, x)
  if x < a + 1 {
    var (term, sum, n) = (1 / a, 1 / a, a)
    while abs(term) > abs(sum) * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return factor * sum
  }
  return 1 - factor * upperFraction(a, x)
}

/// The continued fraction of Γ(a, x) / (x^a e^-x), evaluated from its front (Lentz 1976).
private func upperFraction(_ a: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / (b == 0 ? tiny : b)
  var value = d
  for i in 1..<10_000_000 {
    let n = Double(i)
    let numerator = -n * (n - a)
    b += 2
    d = numerator * d + b
    if abs(d) < tiny { d = tiny }
    c = b + numerator / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let change = d * c
    value *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return value
}

/// x^(a-1) e^-x / Γ(a), without the cancellation that large a would bring.
func gammaDensity(_ a: Double, _ x: Double) -> Double {
  guard a >= 10 else { return exp((a - 1) * log(x) - x - logGamma(a)) }
  // Γ(a) = sqrt(2π/a) (a/e)^a e^δ(a), Stirling's series for δ; so the density is
  // e^(-a φ - δ) sqrt(a / 2π) / x with φ = λ - 1 - log λ and λ = x / a.
  let u = (x - a) / a
  let deviation = u - log1p(u)
  let square = a * a
  let correction = (1 / 12.0 - (1 / 360.0 - 1 / (1260 * square)) / square) / a
  return exp(-a * deviation - correction) * (a / (2 * .pi)).squareRoot() / x
}

/// log Γ(a) for a in (0, 10): through Γ(a + n) = a (a + 1) .. (a + n - 1) Γ(a) and Stirling's
/// series.
private func logGamma(_ a: Double) -> Double {
  var (shifted, product) = (a, 1.0)
  while shifted < 20 {
    product *= shifted
    shifted += 1
  }
  let square = shifted * shifted
  let correction =
    (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * square)) / square) / square) / shifted
  return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * .pi) + correction - log(product)
}
