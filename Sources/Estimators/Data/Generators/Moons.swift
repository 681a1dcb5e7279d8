// Two half circles that reach into each other, in the plane.

import Foundation
import LinearAlgebra

/// Points on two interleaved half circles, with normal noise.
///
/// Class 0 is the upper half of the unit circle; class 1 is its mirror image, moved by (1, 0.5). On
/// each, the points stand at equal angles, both ends included, before the noise. The distribution
/// is that of scikit-learn's `make_moons`, which the paper's authors used (Tramèr et al. 2016,
/// Table 3); the numbers are not.
public struct Moons: Sendable, Hashable, Codable {
  /// Number of points, half of them of class 0.
  public var samples: Int
  /// Standard deviation of the noise on each coordinate.
  public var noise: Double

  /// The moons of the paper by default.
  public init(samples: Int = 5000, noise: Double = 0.25) {
    self.samples = samples
    self.noise = noise
  }

  /// The points in random order.
  public func generate(using generator: inout some RandomNumberGenerator) -> Dataset {
    precondition(samples >= 2, "\(samples) points don't make two moons")
    let upper = samples / 2
    var points = generator.normals(rows: samples, columns: 2, deviation: noise)
    for i in 0..<samples {
      let (position, count) = i < upper ? (i, upper) : (i - upper, samples - upper)
      let angle = .pi * Double(position) / Double(max(1, count - 1))
      points[i, 0] += i < upper ? cos(angle) : 1 - cos(angle)
      points[i, 1] += i < upper ? sin(angle) : 0.5 - sin(angle)
    }
    let order = generator.permutation(samples)
    return Dataset(
      name: "moons", points: points.selectingRows(order), labels: order.map { $0 < upper ? 0 : 1 },
      features: ["x", "y"], classes: ["0", "1"])
  }
}
