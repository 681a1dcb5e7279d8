public import Estimators
public import LinearAlgebra

/// What an oracle takes as input.
public enum InputSpace: Sendable, Hashable {
  /// Points of the cube [-1, 1]^d: the paper's direct queries.
  case encoded(dimensions: Int)
  /// Rows as a user has them, which the service encodes itself.
  case raw(Schema)

  /// Number of encoded features, d.
  public var dimensions: Int {
    switch self {
    case .encoded(let dimensions): dimensions
    case .raw(let schema): Encoder(schema).dimensions
    }
  }

  /// Dimension of the span of [x 1] over all valid inputs x.
  ///
  /// d + 1 for the cube. The one-hot columns of a feature of k categories add up to a constant, so
  /// that it contributes k - 1; a constant feature contributes nothing.
  public var rank: Int {
    switch self {
    case .encoded(let dimensions): dimensions + 1
    case .raw(let schema):
      schema.features.reduce(1) { rank, feature in
        switch feature.kind {
        case .numeric(let minimum, let maximum): rank + (maximum > minimum ? 1 : 0)
        case .categorical(let categories): rank + categories.count - 1
        }
      }
    }
  }

  /// Independent uniform inputs: points of the cube, or valid rows under the schema.
  ///
  /// They are drawn one after the other, so that a longer draw begins with the shorter one.
  public func uniformQueries(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    switch self {
    case .encoded(let dimensions):
      (0..<count).map { _ in
        Query(numbers: (0..<dimensions).map { _ in generator.uniform(from: -1, to: 1) })
      }
    case .raw(let schema):
      (0..<count).map { _ in schema.randomRow(using: &generator) }
    }
  }

  /// The inputs as points of the encoded cube: `(inputs, dimensions)`.
  public func points(for inputs: [Query]) -> Matrix {
    switch self {
    case .encoded(let dimensions): Matrix(points: inputs, dimensions: dimensions)
    case .raw(let schema): Encoder(schema).points(for: inputs)
    }
  }
}
