import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles

/// Targets with normal weights, for attacks that are told nothing of them.
enum RandomModels {
  static func logistic(features: Int, seed: UInt64, scale: Double = 1) -> LogisticModel {
    var generator = PhiloxGenerator(seed: seed, stream: 100)
    return LogisticModel(
      weights: (0..<features).map { _ in scale * generator.normal() },
      intercept: scale * generator.normal())
  }

  static func softmax(
    features: Int, classes: Int, seed: UInt64, scale: Double = 1
  ) -> SoftmaxModel {
    var generator = PhiloxGenerator(seed: seed, stream: 101)
    return SoftmaxModel(
      weights: matrix(classes, features, scale: scale, &generator),
      intercepts: (0..<classes).map { _ in scale * generator.normal() })
  }

  static func oneVsRest(
    features: Int, classes: Int, seed: UInt64, scale: Double = 1
  ) -> OneVsRestModel {
    let model = softmax(features: features, classes: classes, seed: seed, scale: scale)
    return OneVsRestModel(weights: model.weights, intercepts: model.intercepts)
  }

  static func perceptron(
    features: Int, hidden: Int, classes: Int, activation: Activation = .tanh, seed: UInt64
  ) -> PerceptronModel {
    var generator = PhiloxGenerator(seed: seed, stream: 102)
    let first = DenseLayer(
      weights: matrix(hidden, features, scale: (1 / Double(features)).squareRoot(), &generator),
      biases: (0..<hidden).map { _ in 0.3 * generator.normal() })
    let second = DenseLayer(
      weights: matrix(classes, hidden, scale: 1, &generator),
      biases: (0..<classes).map { _ in 0.3 * generator.normal() })
    return PerceptronModel(layers: [first, second], activation: activation)
  }

  private static func matrix(
    _ rows: Int, _ columns: Int, scale: Double, _ generator: inout PhiloxGenerator
  ) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<(rows * columns)).map { _ in scale * generator.normal() })
  }
}

/// Mean total variation of two models on fresh uniform points, and the share of equal labels.
func compare(_ target: some Model, _ copy: some Model, seed: UInt64 = 999)
  -> (totalVariation: Double, agreement: Double)
{
  var generator = PhiloxGenerator(seed: seed, stream: 103)
  let points = Matrix(
    points: InputSpace.encoded(dimensions: target.features)
      .uniformQueries(2000, using: &generator), dimensions: target.features)
  let (a, b) = (target.probabilities(for: points), copy.probabilities(for: points))
  var distance = 0.0
  var equal = 0
  for i in 0..<points.rows {
    distance += zip(a[row: i], b[row: i]).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    if Prediction(probabilities: a[row: i]).label == Prediction(probabilities: b[row: i]).label {
      equal += 1
    }
  }
  return (distance / Double(points.rows), Double(equal) / Double(points.rows))
}
