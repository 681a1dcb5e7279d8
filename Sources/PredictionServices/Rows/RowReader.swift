import Estimators

/// Reads rows as a server gets them, under the schema of its model.
struct RowReader {
  private let features: [Feature]
  private let names: [String]
  private let format: RowFormat
  /// The features by what the service calls them.
  private let indices: [String: Int]

  /// A reader of a model's rows; `names` are what the service calls the features.
  init(_ model: ServiceModel, _ format: RowFormat, names: [String]? = nil) {
    features = model.schema.features
    self.names = names ?? features.map(\.name)
    self.format = format
    indices = Dictionary(
      zip(self.names, self.names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The row of an object of values by name.
  func query(record: JSON, row: Int) throws(ServiceError) -> Query {
    guard let object = record.object else {
      throw .malformed("row \(row + 1) must be an object, not \(record.kind)")
    }
    var values = [Value?](repeating: nil, count: features.count)
    for member in object.members {
      guard let index = indices[member.name] else { throw unknown(member.name) }
      values[index] = try value(member.value, of: index, row: row)
    }
    return try query(values, row: row)
  }

  /// The row of an array of all values in the order of the features.
  func query(list: JSON, row: Int) throws(ServiceError) -> Query {
    guard let elements = list.array else {
      throw .malformed("row \(row + 1) must be an array, not \(list.kind)")
    }
    guard elements.count == features.count else {
      throw .malformed(
        "row \(row + 1) has \(elements.count) values where the model takes \(features.count)")
    }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      values.append(try value(element, of: index, row: row))
    }
    return Query(values)
  }

  /// The rows of a table: names of columns, and arrays of values in the order of the columns.
  func queries(columns: [String], rows: [[JSON]]) throws(ServiceError) -> [Query] {
    var order: [Int] = []
    for (position, column) in columns.enumerated() {
      guard let index = indices[column] else { throw unknown(column) }
      guard !order.contains(index) else {
        throw .malformed("the column \(column.quoted) occurs twice, also at \(position + 1)")
      }
      order.append(index)
    }
    var queries: [Query] = []
    queries.reserveCapacity(rows.count)
    for (row, cells) in rows.enumerated() {
      guard cells.count == columns.count else {
        throw .malformed(
          "row \(row + 1) has \(cells.count) values for \(columns.count) columns")
      }
      var values = [Value?](repeating: nil, count: features.count)
      for (index, cell) in zip(order, cells) {
        values[index] = try value(cell, of: index, row: row)
      }
      queries.append(try query(values, row: row))
    }
    return queries
  }

  /// The value of a feature.
  func value(_ json: JSON, of index: Int, row: Int) throws(ServiceError) -> Value {
    let feature = features[index]
    if let value = feature.value(json, readingText: format.readsNumbersAsText) { return value }
    if let form = json.missingForm(readingText: format.readsNumbersAsText) {
      if format.missing.contains(form) { return .missing }
      throw .malformed(
        "row \(row + 1): feature \(feature.name.quoted) has no value (\(form.rawValue)), "
          + "which this service doesn't take")
    }
    throw .malformed(
      "row \(row + 1): feature \(feature.name.quoted) takes \(feature.domain), not \(json.kind)")
  }

  private func query(_ values: [Value?], row: Int) throws(ServiceError) -> Query {
    var complete: [Value] = []
    complete.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard value != nil || format.missing.contains(.omitted) else {
        throw .malformed("row \(row + 1): the value of \(names[index].quoted) is missing")
      }
      complete.append(value ?? .missing)
    }
    return Query(complete)
  }

  private func unknown(_ name: String) -> ServiceError {
    .malformed("the model has no feature \(name.quoted); it takes \(names.listed())")
  }
}

extension Feature {
  /// The finite number or the known category that a value stands for, or `nil`.
  fileprivate func value(_ json: JSON, readingText: Bool) -> Value? {
    switch (kind, json) {
    case (.numeric, .number(let text)):
      return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case (.numeric, .string(let text)):
      return readingText ? Double(cell: text).map(Value.number) : nil
    case (.categorical(let names), _):
      return ClassNames(names).index(named: json).map(Value.category)
    default: return nil
    }
  }
}

extension JSON {
  /// How this value says that it is none, or `nil` if it doesn't.
  fileprivate func missingForm(readingText: Bool) -> MissingForm? {
    switch self {
    case .null: .null
    case .string(""): .empty
    case .number("NaN"): .nan
    case .string("NaN"), .string("nan"): readingText ? .nan : nil
    default: nil
    }
  }
}
