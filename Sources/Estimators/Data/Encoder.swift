public import LinearAlgebra

/// Maps rows to points of the cube [-1, 1]^d: numbers by their range, categories one-hot.
///
/// Every encoded column is scaled to [-1, 1] over all rows of the original table, so that a one-hot
/// column is -1 or +1 (Tramèr et al. 2016, §6.1 and the authors' code). A column that is constant over all
/// rows carries nothing and maps to 0.
public struct Encoder: Sendable, Hashable {
  /// What is encoded.
  public let schema: Schema
  /// Number of encoded columns, d.
  public let dimensions: Int
  /// The first encoded column of each feature.
  public let offsets: [Int]

  /// The encoder of a schema.
  public init(_ schema: Schema) {
    self.schema = schema
    var offsets: [Int] = []
    var dimensions = 0
    for feature in schema.features {
      offsets.append(dimensions)
      dimensions += feature.encodedWidth
    }
    self.offsets = offsets
    self.dimensions = dimensions
  }

  /// The encoded columns that are constant over all rows of the original table.
  public var constantColumns: [Int] {
    zip(schema.features, offsets).compactMap { feature, offset in
      switch feature.kind {
      case .numeric(let minimum, let maximum): minimum == maximum ? offset : nil
      case .categorical(let categories): categories.count == 1 ? offset : nil
      }
    }
  }

  /// A name per encoded column: `age`, `sex=Male`.
  public var columnNames: [String] {
    schema.features.flatMap { feature in
      switch feature.kind {
      case .numeric: [feature.name]
      case .categorical(let categories): categories.map { "\(feature.name)=\($0)" }
      }
    }
  }

  /// The encoded points: `(inputs, dimensions)`.
  ///
  /// A missing value leaves its columns at 0. A number outside of the observed range maps outside of
  /// [-1, 1].
  public func points(for inputs: [Query]) -> Matrix {
    var points = Matrix(rows: inputs.count, columns: dimensions)
    points.elements.withUnsafeMutableBufferPointer { buffer in
      for (row, input) in inputs.enumerated() {
        precondition(
          input.values.count == schema.features.count,
          "a row of \(input.values.count) values for \(schema.features.count) features")
        for (index, value) in input.values.enumerated() {
          encode(value, of: index, into: buffer, at: row * dimensions + offsets[index])
        }
      }
    }
    return points
  }

  private func encode(
    _ value: Value, of index: Int, into buffer: UnsafeMutableBufferPointer<Double>,
    at position: Int
  ) {
    switch (value, schema.features[index].kind) {
    case (.missing, _): break
    case (.number(let number), .numeric(let minimum, let maximum)):
      guard maximum > minimum else { return }
      buffer[position] = 2 * (number - minimum) / (maximum - minimum) - 1
    case (.category(let category), .categorical(let categories)):
      precondition(category >= 0 && category < categories.count, "no category \(category)")
      guard categories.count > 1 else { return }
      for j in categories.indices { buffer[position + j] = j == category ? 1 : -1 }
    default:
      preconditionFailure("\(value) doesn't fit feature '\(schema.features[index].name)'")
    }
  }
}
