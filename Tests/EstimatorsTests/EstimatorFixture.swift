import Estimators
import Foundation
import LinearAlgebra

/// What scikit-learn answers, as written by `Tests/Fixtures/estimators.py`.
struct EstimatorFixture: Decodable {
  /// A linear classifier, fitted to the rounding error.
  struct Linear: Decodable {
    let name: String
    let kind: ModelKind
    let inverseRegularization: Double?
    let points: Matrix
    let labels: [Int]
    let queries: Matrix
    let probabilities: Matrix

    /// The data that the classifier was fitted to.
    var data: Dataset { .cube(name: name, points: points, labels: labels) }
  }

  /// The forward pass of a perceptron with given parameters.
  struct Perceptron: Decodable {
    let activation: Activation
    let weights: [Matrix]
    let biases: [[Double]]
    let points: Matrix
    let probabilities: Matrix
  }

  let linear: [Linear]
  let perceptrons: [Perceptron]

  /// The fixture beside the tests.
  static func load() throws -> EstimatorFixture {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/estimators.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(EstimatorFixture.self, from: Data(contentsOf: url))
  }

  /// The linear classifiers of one kind.
  static func linear(_ kind: ModelKind) throws -> [Linear] {
    try load().linear.filter { $0.kind == kind }
  }
}

extension Dataset {
  /// Points of the cube [-1, 1]^d, which the encoder maps to themselves.
  static func cube(
    name: String = "cube", points: Matrix, labels: [Int], classes: Int? = nil
  ) -> Dataset {
    let schema = Schema(
      features: (0..<points.columns).map {
        Feature(name: "x\($0)", kind: .numeric(minimum: -1, maximum: 1))
      },
      target: "class", classes: (0..<(classes ?? (labels.max() ?? 0) + 1)).map { "class \($0)" })
    return Dataset(
      name: name, schema: schema,
      inputs: (0..<points.rows).map { Query(numbers: points[row: $0]) }, labels: labels)
  }

  /// Random points whose labels depend on the first coordinates, with noise.
  static func noisy(rows: Int = 90, features: Int = 4, classes: Int, seed: UInt64 = 1) -> Dataset {
    var generator = PhiloxGenerator(seed: seed)
    let points = Matrix.random(rows: rows, columns: features, using: &generator)
    let labels = (0..<rows).map { i in
      let isNoise = generator.uniform() < 0.2
      if isNoise { return generator.integer(below: classes) }
      return min(classes - 1, Int((points[i, 0] + 1) / 2 * Double(classes)))
    }
    return .cube(name: "noisy", points: points, labels: labels, classes: classes)
  }
}

extension Matrix {
  /// Uniform entries in [-scale, scale).
  static func random(
    rows: Int, columns: Int, scale: Double = 1, using generator: inout PhiloxGenerator
  ) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<(rows * columns)).map { _ in generator.uniform(from: -scale, to: scale) })
  }

  /// The largest absolute difference to a matrix of the same shape.
  func distance(to other: Matrix) -> Double {
    precondition(rows == other.rows && columns == other.columns, "shapes differ")
    return zip(elements, other.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
