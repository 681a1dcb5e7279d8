public import LinearAlgebra

/// Maps rows to points of the cube [-1, 1]^d: numbers by their range, categories one-hot.
///
/// Every encoded column is scaled to [-1, 1] over all rows of the original table, so that a one-hot
/// column is -1 or +1 (Tramèr et al. 2016, §6.1 and the authors' code). A column that is constant
/// over all rows carries nothing and maps to 0.
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
  /// A missing value leaves its columns at 0. A number outside of the observed range maps outside
  /// of [-1, 1].
  /// - Complexity: O(inputs x dimensions), limited by memory bandwidth.
  public func points(for inputs: [Query]) -> Matrix {
    let columns = zip(schema.features, offsets).map { EncodedColumns($0, offset: $1) }
    var points = Matrix(rows: inputs.count, columns: dimensions)
    points.elements.withUnsafeMutableBufferPointer { buffer in
      for (row, input) in inputs.enumerated() {
        precondition(
          input.values.count == columns.count,
          "a row of \(input.values.count) values for \(columns.count) features")
        let start = row * dimensions
        for index in columns.indices {
          let accepted = columns[index].encode(input.values[index], into: buffer, at: start)
          precondition(
            accepted, "\(input.values[index]) doesn't fit feature '\(schema.features[index].name)'")
        }
      }
    }
    return points
  }
}

/// What the inner loop of `Encoder` needs to know of one feature: no strings, nothing counted.
private struct EncodedColumns {
  let offset: Int
  let isNumeric: Bool
  /// Number of categories.
  let categories: Int
  /// The smallest number, scaled.
  let minimum: Double
  /// Largest less smallest number, scaled; 0 if the column is constant.
  let range: Double
  /// 1, or 1/2 where the range would be too large for a `Double`.
  let scale: Double

  init(_ feature: Feature, offset: Int) {
    self.offset = offset
    switch feature.kind {
    case .numeric(let minimum, let maximum):
      scale = (maximum - minimum).isFinite ? 1 : 0.5
      (isNumeric, categories) = (true, 0)
      self.minimum = minimum * scale
      range = maximum * scale - minimum * scale
    case .categorical(let names):
      (isNumeric, categories, minimum, range, scale) = (false, names.count, 0, 0, 1)
    }
  }

  /// Writes one value into its columns, which hold 0, and says whether it is of the right kind.
  @inline(__always)
  func encode(_ value: Value, into buffer: UnsafeMutableBufferPointer<Double>, at row: Int) -> Bool
  {
    switch value {
    case .missing: return true
    case .number(let number):
      guard isNumeric else { return false }
      if range > 0 { buffer[row + offset] = (number * scale - minimum) / range * 2 - 1 }
      return true
    case .category(let category):
      guard !isNumeric, category >= 0, category < categories else { return false }
      guard categories > 1 else { return true }
      for j in 0..<categories { buffer[row + offset + j] = -1 }
      buffer[row + offset + category] = 1
      return true
    }
  }
}
