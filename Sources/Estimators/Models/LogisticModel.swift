public import LinearAlgebra

/// Binary logistic regression: the probability of class 1 is σ(w·x + b).
public struct LogisticModel: Model, Hashable {
  /// The weights w, one per feature.
  public let weights: [Double]
  /// The intercept b.
  public let intercept: Double

  /// A model of given parameters.
  public init(weights: [Double], intercept: Double) {
    self.weights = weights
    self.intercept = intercept
  }

  public var features: Int { weights.count }
  public var classes: Int { 2 }
  /// d + 1.
  public var parameterCount: Int { features + 1 }

  /// The scores z = w·x + b, one per row of `(samples, features)`.
  public func scores(for inputs: Matrix) -> [Double] {
    var scores = inputs.multiplied(by: weights)
    for i in scores.indices { scores[i] += intercept }
    return scores
  }

  /// The probabilities [σ(-z), σ(z)], both to full relative precision.
  public func probabilities(for inputs: Matrix) -> Matrix {
    pairs(for: inputs, sigmoid)
  }

  /// The logarithms of the probabilities: `(samples, 2)`, finite for any finite score.
  public func logProbabilities(for inputs: Matrix) -> Matrix {
    pairs(for: inputs, logSigmoid)
  }

  private func pairs(for inputs: Matrix, _ value: (Double) -> Double) -> Matrix {
    let scores = scores(for: inputs)
    var result = Matrix(rows: inputs.rows, columns: 2)
    for (i, z) in scores.enumerated() {
      result.elements[2 * i] = value(-z)
      result.elements[2 * i + 1] = value(z)
    }
    return result
  }
}

extension LogisticModel: Codable {}
