// Round clouds of points in the plane.

import LinearAlgebra

/// Points of normal clouds around random centres, one cloud per class.
///
/// The centres are uniform in [-10, 10] on each coordinate, and the classes differ by no more than
/// one in size. The distribution is that of scikit-learn's `make_blobs`, which the paper's authors
/// used (Tramèr et al. 2016, Table 3); the numbers are not.
public struct Blobs: Sendable, Hashable, Codable {
  /// Number of points.
  public var samples: Int
  /// Number of clouds, which is that of the classes.
  public var centers: Int
  /// Standard deviation of a cloud on each coordinate.
  public var deviation: Double

  /// The blobs of the paper by default.
  public init(samples: Int = 5000, centers: Int = 3, deviation: Double = 0.5) {
    self.samples = samples
    self.centers = centers
    self.deviation = deviation
  }

  /// The points in random order.
  public func generate(using generator: inout some RandomNumberGenerator) -> Dataset {
    precondition(centers > 0 && samples >= centers, "\(samples) points for \(centers) clouds")
    let center = Matrix(
      rows: centers, columns: 2,
      elements: (0..<2 * centers).map { _ in generator.uniform(from: -10, to: 10) })
    var points = generator.normals(rows: samples, columns: 2, deviation: deviation)
    for i in 0..<samples {
      for j in 0..<2 { points[i, j] += center[i % centers, j] }
    }
    let order = generator.permutation(samples)
    return Dataset(
      name: "blobs", points: points.selectingRows(order), labels: order.map { $0 % centers },
      features: ["x", "y"], classes: (0..<centers).map(String.init))
  }
}
