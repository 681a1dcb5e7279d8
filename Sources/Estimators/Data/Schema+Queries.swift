extension Schema {
  /// The input that a row of cells stands for.
  ///
  /// - Parameter cells: One per feature, in the schema's order; an empty cell is a missing value.
  /// - Throws: `EstimatorError` of code `invalidQuery` for another number of cells, a category that
  ///   the schema doesn't list, or a numeric feature whose cell holds no finite number.
  public func query(from cells: [String]) throws(EstimatorError) -> Query {
    guard cells.count == features.count else {
      throw EstimatorError(
        .invalidQuery, "expected \(features.count) values, one per feature, found \(cells.count)")
    }
    var values: [Value] = []
    for (feature, cell) in zip(features, cells) {
      var value = CellDecoder(feature).value(of: cell)
      if value == nil && cell.trimmingBlanks.isEmpty { value = .missing }
      guard let value else { throw feature.refusal(of: cell, at: "column \(feature.name.quoted)") }
      values.append(value)
    }
    return Query(values)
  }

  /// The cells of a row that `query(from:)` reads as the given input.
  ///
  /// - Returns: One cell per feature; numbers in the shortest form that gives the same `Double`.
  public func cells(of query: Query) -> [String] {
    precondition(
      query.values.count == features.count,
      "a row of \(query.values.count) values for \(features.count) features")
    return zip(features, query.values).map { feature, value in
      switch (value, feature.kind) {
      case (.missing, _): ""
      case (.number(let number), .numeric): number.shortestText
      case (.category(let index), .categorical(let names)): names[index]
      default: preconditionFailure("\(value) doesn't fit feature '\(feature.name)'")
      }
    }
  }
}

/// Reads the cells of one feature.
struct CellDecoder {
  private let isNumeric: Bool
  private let indices: [String: Int]

  init(_ feature: Feature) {
    switch feature.kind {
    case .numeric: (isNumeric, indices) = (true, [:])
    case .categorical(let names):
      isNumeric = false
      indices = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
  }

  /// The finite number or the known category in a cell, or `nil`.
  func value(of cell: String) -> Value? {
    isNumeric ? Double(cell: cell).map(Value.number) : indices[cell].map(Value.category)
  }
}

extension Feature {
  /// What is wrong with a cell of this feature that `CellDecoder` can't read.
  func refusal(of cell: String, at place: String) -> EstimatorError {
    switch kind {
    case .numeric:
      EstimatorError(.invalidQuery, "\(place): \(cell.quoted) is not a finite number")
    case .categorical(let names):
      EstimatorError(
        .invalidQuery,
        "\(place): \(cell.quoted) is none of the known categories \(names.listed())")
    }
  }
}

extension Double {
  /// The shortest decimal text that reads as the same number, without a fraction of zero.
  package var shortestText: String {
    if abs(self) < 1e15, let integer = Int(exactly: self), integer != 0 || sign == .plus {
      return String(integer)
    }
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
