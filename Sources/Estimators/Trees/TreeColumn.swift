/// One feature of the training rows, as the growth of a tree reads it.
enum TreeColumn: Sendable {
  /// A number per row.
  case numbers([Double])
  /// A category per row, of so many.
  case categories([Int], of: Int)

  /// The columns of a data set.
  ///
  /// - Throws: `EstimatorError` of code `unfitData` for a value that is missing or not finite.
  static func columns(of data: Dataset) throws(EstimatorError) -> [TreeColumn] {
    var columns: [TreeColumn] = []
    for (index, feature) in data.schema.features.enumerated() {
      var numbers: [Double] = []
      var categories: [Int] = []
      for (row, input) in data.inputs.enumerated() {
        func refusal(_ what: String) -> EstimatorError {
          EstimatorError(
            .unfitData,
            "\(data.name), row \(row + 1): column \(feature.name.quoted) \(what); remove the row or "
              + "correct the value")
        }
        switch (input.values[index], feature.kind) {
        case (.number(let number), .numeric):
          guard number.isFinite else { throw refusal("holds \(number), no finite number") }
          numbers.append(number)
        case (.category(let category), .categorical(let names)) where names.indices ~= category:
          categories.append(category)
        case (.missing, _): throw refusal("holds no value")
        default:
          preconditionFailure("\(input.values[index]) doesn't fit feature '\(feature.name)'")
        }
      }
      switch feature.kind {
      case .numeric: columns.append(.numbers(numbers))
      case .categorical(let names): columns.append(.categories(categories, of: names.count))
      }
    }
    return columns
  }
}
