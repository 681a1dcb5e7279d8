public import LinearAlgebra

/// Multinomial logistic regression: class k has probability e^(z_k) / Σ e^(z_j), z = W x + b.
///
/// Adding one vector to all rows of the weights changes no answer, so only (c - 1)(d + 1) of the
/// parameters can be told apart.
public struct SoftmaxModel: Model, Hashable {
  /// The weights W: `(classes, features)`.
  public let weights: Matrix
  /// The intercepts b, one per class.
  public let intercepts: [Double]

  /// A model of given parameters, for at least two classes.
  public init(weights: Matrix, intercepts: [Double]) {
    precondition(
      weights.rows == intercepts.count && weights.rows >= 2,
      "weights for \(weights.rows) and intercepts for \(intercepts.count) classes")
    self.weights = weights
    self.intercepts = intercepts
  }

  public var features: Int { weights.columns }
  public var classes: Int { weights.rows }
  /// c (d + 1).
  public var parameterCount: Int { classes * (features + 1) }

  /// The scores z: `(samples, features)` to `(samples, classes)`.
  public func scores(for inputs: Matrix) -> Matrix {
    .scores(of: inputs, weights: weights, intercepts: intercepts)
  }

  /// The softmax of the scores, each probability to full relative precision.
  public func probabilities(for inputs: Matrix) -> Matrix {
    scores(for: inputs).updatingRows(softmax)
  }

  /// The logarithms of the probabilities: `(samples, classes)`, finite for any finite score.
  public func logProbabilities(for inputs: Matrix) -> Matrix {
    scores(for: inputs).updatingRows(logSoftmax)
  }
}

extension SoftmaxModel: Codable {
  private enum CodingKeys: String, CodingKey { case weights, intercepts }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let weights = try container.decode(Matrix.self, forKey: .weights)
    let intercepts = try container.decode([Double].self, forKey: .intercepts)
    guard weights.rows == intercepts.count, weights.rows >= 2 else {
      throw DecodingError.dataCorruptedError(
        forKey: .intercepts, in: container,
        debugDescription:
          "\(weights.rows) rows of weights don't fit \(intercepts.count) intercepts")
    }
    self.init(weights: weights, intercepts: intercepts)
  }
}
