public import LinearAlgebra

/// Anything that answers queries.
public protocol Predictor: Sendable {
  /// One answer per input, in order.
  func predictions(for inputs: [Query]) -> [Prediction]
}

/// A predictor that gives a probability per class for points of the encoded cube.
public protocol Model: Predictor {
  /// Number of encoded features, d.
  var features: Int { get }
  /// Number of classes, c, at least two.
  var classes: Int { get }
  /// Number of parameters, among them those that no answer can tell apart.
  var parameterCount: Int { get }
  /// The class probabilities: `(samples, features)` to `(samples, classes)`, each row adds up to 1.
  func probabilities(for inputs: Matrix) -> Matrix
}

extension Model {
  /// Answers with all probabilities; every value of the inputs must be a number.
  public func predictions(for inputs: [Query]) -> [Prediction] {
    let answers = probabilities(for: Matrix(points: inputs, dimensions: features))
    return (0..<answers.rows).map { Prediction(probabilities: answers[row: $0]) }
  }
}

extension Matrix {
  /// The points of the encoded cube as rows.
  ///
  /// Every query must hold `dimensions` numbers.
  public init(points: [Query], dimensions: Int) {
    var elements: [Double] = []
    elements.reserveCapacity(points.count * dimensions)
    for point in points {
      precondition(
        point.values.count == dimensions,
        "a point of \(point.values.count) values for \(dimensions) dimensions")
      for value in point.values {
        guard case .number(let number) = value else {
          preconditionFailure("a point of the encoded cube holds numbers, not \(value)")
        }
        elements.append(number)
      }
    }
    self.init(rows: points.count, columns: dimensions, elements: elements)
  }
}
