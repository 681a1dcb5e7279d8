// A large circle with a smaller one inside, in the plane.

import Foundation
import LinearAlgebra

/// Points on two circles around the origin, with normal noise.
///
/// Class 0 has radius 1 and class 1 has radius `factor`; on each, the points stand at equal angles
/// before the noise. The distribution is that of scikit-learn's `make_circles`, which the paper's
/// authors used (Tramèr et al. 2016, Table 3); the numbers are not.
public struct Circles: Sendable, Hashable, Codable {
  /// Number of points, half of them of class 0.
  public var samples: Int
  /// Radius of the inner circle, in (0, 1).
  public var factor: Double
  /// Standard deviation of the noise on each coordinate.
  public var noise: Double

  /// The circles of the paper by default.
  public init(samples: Int = 5000, factor: Double = 0.5, noise: Double = 0.05) {
    self.samples = samples
    self.factor = factor
    self.noise = noise
  }

  /// The points in random order.
  public func generate(using generator: inout some RandomNumberGenerator) -> Dataset {
    precondition(samples >= 2, "\(samples) points don't make two circles")
    let outer = samples / 2
    var points = generator.normals(rows: samples, columns: 2, deviation: noise)
    for i in 0..<samples {
      let (position, count, radius) =
        i < outer ? (i, outer, 1.0) : (i - outer, samples - outer, factor)
      let angle = 2 * .pi * Double(position) / Double(count)
      points[i, 0] += radius * cos(angle)
      points[i, 1] += radius * sin(angle)
    }
    let order = generator.permutation(samples)
    return Dataset(
      name: "circles", points: points.selectingRows(order),
      labels: order.map { $0 < outer ? 0 : 1 },
      features: ["x", "y"], classes: ["0", "1"])
  }
}
