// Clusters at the corners of a hypercube, among columns that carry nothing.
//
// The method is that of Guyon 2003, "Design of experiments for the NIPS 2003 variable selection
// benchmark", as scikit-learn's `make_classification` describes it.

import LinearAlgebra

/// Points of several clusters per class, with redundant and useless columns among the features.
///
/// Each cluster is a normal cloud, sheared at random, around its own corner of the hypercube
/// [-1, 1]^informative. Redundant columns are random combinations of the informative ones, and the
/// others are noise. The distribution is that of scikit-learn's `make_classification` with
/// `class_sep=1`, which the paper's authors used (Tramèr et al. 2016, Table 3); the numbers are
/// not.
public struct FiveClass: Sendable, Hashable, Codable {
  /// Number of points.
  public var samples: Int
  /// Number of classes.
  public var classes: Int
  /// Number of columns in all.
  public var features: Int
  /// Columns that decide the class, at most 20.
  public var informative: Int
  /// Columns that are combinations of the informative ones.
  public var redundant: Int
  /// Clusters per class; with the classes, no more than the hypercube has corners.
  public var clustersPerClass: Int
  /// Share of the points whose class is drawn anew, in [0, 1].
  public var flippedLabels: Double

  /// The five classes of the paper by default.
  public init(
    samples: Int = 1000, classes: Int = 5, features: Int = 20, informative: Int = 4,
    redundant: Int = 2, clustersPerClass: Int = 2, flippedLabels: Double = 0.01
  ) {
    self.samples = samples
    self.classes = classes
    self.features = features
    self.informative = informative
    self.redundant = redundant
    self.clustersPerClass = clustersPerClass
    self.flippedLabels = flippedLabels
  }

  /// The points in random order, their columns in random order too.
  public func generate(using generator: inout some RandomNumberGenerator) -> Dataset {
    let clusters = classes * clustersPerClass
    precondition((1...20).contains(informative), "\(informative) informative columns")
    precondition(informative + redundant <= features, "more columns in use than \(features)")
    precondition(clusters > 0 && clusters <= 1 << informative, "\(clusters) clusters")
    precondition(samples >= clusters, "\(samples) points for \(clusters) clusters")

    let relevant = clouds(clusters, using: &generator)
    let combination = cube(rows: informative, columns: redundant, using: &generator)
    let combined = relevant.multiplied(by: combination)
    let useless = generator.normals(rows: samples, columns: features - informative - redundant)
    var labels = (0..<samples).map { $0 % clusters % classes }
    for i in labels.indices where generator.uniform() < flippedLabels {
      labels[i] = generator.integer(below: classes)
    }

    let rows = generator.permutation(samples)
    let columns = generator.permutation(features)
    var points = Matrix(rows: samples, columns: features)
    for (i, row) in rows.enumerated() {
      let all = relevant[row: row] + combined[row: row] + useless[row: row]
      for (j, column) in columns.enumerated() { points[i, j] = all[all.startIndex + column] }
    }
    return Dataset(
      name: "five-class", points: points, labels: rows.map { labels[$0] },
      classes: (0..<classes).map(String.init))
  }

  /// The informative columns: point i belongs to cluster i modulo their number.
  private func clouds(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let corners = generator.permutation(1 << informative)
    let shears = (0..<count).map { _ in
      cube(rows: informative, columns: informative, using: &generator)
    }
    var points = generator.normals(rows: samples, columns: informative)
    for i in 0..<samples {
      let cluster = i % count
      let sheared = shears[cluster].multiplied(by: Array(points[row: i]), transposingSelf: true)
      for j in 0..<informative {
        points[i, j] = sheared[j] + (corners[cluster] >> j & 1 == 1 ? 1 : -1)
      }
    }
    return points
  }

  /// A matrix of uniform numbers in [-1, 1].
  private func cube(
    rows: Int, columns: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let elements = (0..<rows * columns).map { _ in generator.uniform(from: -1, to: 1) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
