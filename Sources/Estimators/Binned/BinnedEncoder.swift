public import LinearAlgebra

/// Maps rows to the columns of a linear model: categories and quantile bins one-hot, as 0 and 1.
///
/// What Amazon's service did with a user's rows before it fitted them (Tramèr et al. 2016, §5.2).
/// Unlike `Encoder` it leaves every column of a missing value at 0, so that a query of one feature
/// alone shows one weight alone: this is what gives the encoding away.
public struct BinnedEncoder: Sendable, Hashable {
  /// What is encoded.
  public let schema: Schema
  /// How, one encoding per feature.
  public let encodings: [FeatureEncoding]
  /// The first column of each feature.
  public let offsets: [Int]
  /// Number of columns, d.
  public let dimensions: Int

  /// An encoder of a schema; each encoding must fit its feature.
  public init(_ schema: Schema, encodings: [FeatureEncoding]) {
    if let fault = Self.fault(of: encodings, under: schema) { preconditionFailure(fault) }
    self.schema = schema
    self.encodings = encodings
    var offsets: [Int] = []
    var dimensions = 0
    for (feature, encoding) in zip(schema.features, encodings) {
      offsets.append(dimensions)
      dimensions += encoding.width(of: feature)
    }
    self.offsets = offsets
    self.dimensions = dimensions
  }

  /// The column that a value of a feature fills and what it holds there; `nil` if all stay at 0.
  ///
  /// The value must be of the feature's kind.
  public func entry(for value: Value, feature: Int) -> (column: Int, value: Double)? {
    encodings[feature].entry(for: value, of: schema.features[feature])
      .map { (offsets[feature] + $0.column, $0.value) }
  }

  /// The encoded rows: `(inputs, dimensions)`.
  ///
  /// - Complexity: O(inputs · (dimensions + features · log thresholds)).
  public func points(for inputs: [Query]) -> Matrix {
    var points = Matrix(rows: inputs.count, columns: dimensions)
    for (row, input) in inputs.enumerated() {
      precondition(
        input.values.count == encodings.count,
        "a row of \(input.values.count) values for \(encodings.count) features")
      for (feature, value) in input.values.enumerated() {
        guard let entry = entry(for: value, feature: feature) else { continue }
        points.elements[row * dimensions + entry.column] = entry.value
      }
    }
    return points
  }

  /// The thresholds of each feature that has any, by the feature's name.
  public var thresholds: [String: [Double]] {
    var thresholds: [String: [Double]] = [:]
    for (feature, encoding) in zip(schema.features, encodings) {
      if case .bins(let values) = encoding.form, !values.isEmpty {
        thresholds[feature.name] = values
      }
    }
    return thresholds
  }

  /// Why encodings don't fit a schema, if they don't.
  static func fault(of encodings: [FeatureEncoding], under schema: Schema) -> String? {
    guard encodings.count == schema.features.count else {
      return "there are \(encodings.count) encodings for \(schema.features.count) features"
    }
    for (feature, encoding) in zip(schema.features, encodings) {
      if let fault = encoding.fault(for: feature) {
        return "feature \(feature.name.quoted) \(fault)"
      }
    }
    return nil
  }
}

extension BinnedEncoder {
  /// The encoder of a data set: one-hot categories, and bins that hold about equally many rows.
  ///
  /// Threshold i of n is the smallest value that i / n of the rows don't exceed; equal ones are one,
  /// and none is the largest value, above which there is no row.
  /// - Parameters:
  ///   - data: Its rows decide the thresholds; missing values don't count.
  ///   - bins: Bins of each number at most, at least 2; `nil` leaves numbers as they are.
  ///   - plain: Indices of features whose numbers stay as they are whatever `bins` says.
  ///   - marksMissing: Whether each feature has a column for missing values.
  public init(
    fitting data: Dataset, bins: Int?, plain: Set<Int> = [], marksMissing: Bool = false
  ) {
    precondition(bins ?? 2 >= 2, "numbers fall into 2 bins or more, not \(bins ?? 0)")
    let forms = data.schema.features.enumerated().map { index, feature -> FeatureEncoding.Form in
      guard case .numeric = feature.kind else { return .categories }
      guard let bins, !plain.contains(index) else { return .number }
      let numbers = data.inputs.compactMap { input -> Double? in
        if case .number(let number) = input.values[index] { number } else { nil }
      }
      return .bins(Self.quantiles(of: numbers, bins: bins))
    }
    self.init(
      data.schema, encodings: forms.map { FeatureEncoding($0, marksMissing: marksMissing) })
  }

  /// The distinct thresholds that part numbers into bins of about equally many.
  static func quantiles(of numbers: [Double], bins: Int) -> [Double] {
    let sorted = numbers.sorted()
    guard let largest = sorted.last else { return [] }
    var thresholds: [Double] = []
    for i in 1..<bins {
      // The ceiling of i n / bins counts the rows up to the threshold.
      let threshold = sorted[max(0, (i * sorted.count + bins - 1) / bins - 1)]
      if threshold < largest, threshold != thresholds.last { thresholds.append(threshold) }
    }
    return thresholds
  }
}
