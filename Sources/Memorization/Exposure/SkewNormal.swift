// The skew normal distribution of Azzalini 1985, its density 2/w f((x-l)/w) F(a (x-l)/w) with f and F
// those of the normal one. No library at hand has it. Its fit is by moments, then by likelihood; the
// lower tail, of which an exposure of 30 bits needs one part in 10^9, is integrated by itself, since a
// difference of larger numbers would not have it.

import Foundation
import LinearAlgebra

/// A normal distribution that leans to one side.
public struct SkewNormal: Sendable, Hashable {
  /// Where it stands.
  public let location: Double
  /// How wide it is; above 0.
  public let scale: Double
  /// How far it leans: 0 for a normal distribution, negative to the left.
  public let shape: Double

  /// A distribution of three parameters.
  public init(location: Double, scale: Double, shape: Double) {
    precondition(scale > 0, "a scale of \(scale)")
    self.location = location
    self.scale = scale
    self.shape = shape
  }

  /// The distribution of the largest likelihood for some numbers, of which two at least differ.
  ///
  /// - Complexity: O(n) for each of some dozens of steps.
  public init(fitting values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    precondition(variance > 0, "\(values.count) equal numbers have no width")
    let deviation = variance.squareRoot()
    let standard = values.map { ($0 - mean) / deviation }
    let start = Self.byMoments(skewness: standard.reduce(0) { $0 + $1 * $1 * $1 } / count)
    let fit = LBFGS(maximumIterations: 200).minimize(
      from: [start.location, log(start.scale), start.shape]
    ) { point, gradient in
      Self.loss(point, standard, &gradient)
    }
    let point = fit.point
    self.init(
      location: mean + deviation * point[0], scale: deviation * exp(point[1]), shape: point[2])
  }

  /// The logarithm to base 2 of the probability of a value up to x, in bits; 0 or negative.
  public func logProbability(upTo x: Double) -> Double {
    let z = (x - location) / scale
    // The density's logarithm is concave: twelve widths further down than the middle nothing is left.
    let panels = 400
    var values: [Double] = []
    var weights: [Double] = []
    let reach = 12 + abs(z)
    for panel in 0..<panels {
      // Panels get wider away from x, where the density of a tail is largest.
      let from = reach * pow(Double(panel) / Double(panels), 2)
      let to = reach * pow(Double(panel + 1) / Double(panels), 2)
      for (node, weight) in Self.nodes {
        let t = z - (from + (to - from) * (node + 1) / 2)
        values.append(Self.logDensity(t, shape))
        weights.append(weight * (to - from) / 2)
      }
    }
    let largest = values.max()!
    let sum = zip(values, weights).reduce(0) { $0 + $1.1 * exp($1.0 - largest) }
    return min(0, (largest + log(sum)) / log(2))
  }

  /// Nodes and weights of Gauss and Legendre for three points.
  private static let nodes = [
    (-(0.6).squareRoot(), 5.0 / 9), (0, 8.0 / 9), ((0.6).squareRoot(), 5.0 / 9),
  ]

  /// The logarithm of the density for location 0 and scale 1.
  private static func logDensity(_ z: Double, _ shape: Double) -> Double {
    log(2) - 0.5 * (z * z + log(2 * .pi)) + logNormal(shape * z)
  }

  /// The logarithm of the normal distribution's probability up to x, accurate in its lower tail.
  private static func logNormal(_ x: Double) -> Double {
    guard x < -30 else { return log(erfc(-x / 2.0.squareRoot()) / 2) }
    // By its asymptotic series, of which the terms left out are below one part in 10^6 here.
    let inverse = 1 / (x * x)
    return -0.5 * (x * x + log(2 * .pi)) - log(-x)
      + log1p(-inverse * (1 - 3 * inverse * (1 - 5 * inverse)))
  }

  private static func byMoments(
    skewness: Double
  ) -> (location: Double, scale: Double, shape: Double) {
    // A skew normal's skewness stays below 0.9953.
    let bounded = max(-0.99, min(0.99, skewness))
    let ratio = pow(abs(bounded), 2.0 / 3)
    let squared = .pi / 2 * ratio / (ratio + pow((4 - .pi) / 2, 2.0 / 3))
    let delta = (bounded < 0 ? -1 : 1) * squared.squareRoot()
    let scale = 1 / (1 - 2 * delta * delta / .pi).squareRoot()
    return (
      -scale * delta * (2 / .pi).squareRoot(), scale,
      delta / max(1e-6, 1 - delta * delta).squareRoot()
    )
  }

  /// The mean negative log-likelihood of location, logarithm of the scale and shape, with its gradient.
  private static func loss(
    _ point: [Double], _ values: [Double], _ gradient: inout [Double]
  ) -> Double {
    let (location, scale, shape) = (point[0], exp(point[1]), point[2])
    var sum = 0.0
    gradient = [0, 0, 0]
    for value in values {
      let z = (value - location) / scale
      let logTail = logNormal(shape * z)
      sum -= logDensity(z, shape) - log(scale)
      // f/F at the shape's argument, from logarithms.
      let ratio = exp(-0.5 * (shape * z * shape * z + log(2 * .pi)) - logTail)
      let slope = -z + shape * ratio
      gradient[0] += slope / scale
      gradient[1] += 1 + slope * z
      gradient[2] -= ratio * z
    }
    let count = Double(values.count)
    for i in gradient.indices { gradient[i] /= count }
    return sum / count
  }
}
