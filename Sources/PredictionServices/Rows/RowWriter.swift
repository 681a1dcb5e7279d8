import Estimators

/// Writes rows as a client sends them.
struct RowWriter {
  private let features: [Feature]
  private let names: [String]
  private let format: RowFormat
  private let missing: MissingForm?

  /// A writer of a model's rows; `names` are what the service calls the features.
  init(_ model: ServiceModel, _ format: RowFormat, names: [String]? = nil) {
    features = model.schema.features
    self.names = names ?? features.map(\.name)
    self.format = format
    missing = model.missing
  }

  /// A row as an object of the values that it has.
  func record(_ query: Query) throws(ServiceError) -> JSON.Object {
    try check(query)
    var record = JSON.Object()
    for (index, value) in query.values.enumerated() {
      if let json = try json(value, of: index) { record.append(names[index], json) }
    }
    return record
  }

  /// A row as an array of all its values.
  func list(_ query: Query) throws(ServiceError) -> [JSON] {
    try check(query)
    var list: [JSON] = []
    list.reserveCapacity(query.values.count)
    for (index, value) in query.values.enumerated() {
      guard let json = try json(value, of: index) else {
        throw ServiceError(
          .unsupported,
          "a row sent as a list can't omit the value of \(features[index].name.quoted); "
            + "send missing values in another form")
      }
      list.append(json)
    }
    return list
  }

  /// A row as the cells of a CSV line.
  func cells(_ query: Query) throws(ServiceError) -> [String] {
    try list(query).map { json in
      switch json {
      case .string(let text), .number(let text): text
      default: ""
      }
    }
  }

  private func check(_ query: Query) throws(ServiceError) {
    guard query.values.count == features.count else {
      throw ServiceError(
        .unsupported,
        "a row of \(query.values.count) values for a model of \(features.count) features")
    }
  }

  /// A value on the wire; `nil` leaves it out.
  private func json(_ value: Value, of index: Int) throws(ServiceError) -> JSON? {
    let feature = features[index]
    switch (value, feature.kind) {
    case (.missing, _): return try missing(feature)
    case (.number(let number), .numeric) where number.isFinite:
      return format.writesNumbersAsText
        ? .string(number.shortestText) : .number(number.description)
    case (.category(let category), .categorical(let names)) where names.indices.contains(category):
      return .string(names[category])
    default:
      throw ServiceError(
        .unsupported, "feature \(feature.name.quoted) takes \(feature.domain), not \(value.text)")
    }
  }

  private func missing(_ feature: Feature) throws(ServiceError) -> JSON? {
    guard let missing else {
      throw ServiceError(
        .unsupported,
        "feature \(feature.name.quoted) has no value, and rows of this service must be complete; "
          + "say how missing values are sent (--missing), or ask complete rows (--complete)")
    }
    guard format.missing.contains(missing) else {
      let forms = format.missing.map(\.rawValue).sorted().listed()
      throw ServiceError(
        .unsupported,
        "this service can't be told of a missing value by the form \(missing.rawValue.quoted)"
          + (forms.isEmpty ? "" : "; take one of \(forms)"))
    }
    switch missing {
    case .omitted: return nil
    case .null: return .null
    case .empty: return .string(try Self.text("", standingForMissing: feature))
    case .nan:
      guard format.writesNumbersAsText else { return .number("NaN") }
      return .string(try Self.text("NaN", standingForMissing: feature))
    }
  }

  /// A text that stands for a missing value, unless it is the name of a category.
  static func text(
    _ text: String, standingForMissing feature: Feature
  ) throws(ServiceError) -> String {
    if case .categorical(let names) = feature.kind, names.contains(text) {
      throw ServiceError(
        .unsupported,
        "feature \(feature.name.quoted) has a category \(text.quoted), which can't stand for a "
          + "missing value too")
    }
    return text
  }
}

extension Feature {
  /// What this feature's values are, as a part of a sentence.
  var domain: String {
    switch kind {
    case .numeric: "finite numbers"
    case .categorical(let names): "the categories \(names.listed())"
    }
  }
}

extension Value {
  /// This value as a part of a sentence.
  fileprivate var text: String {
    switch self {
    case .number(let number): "the number \(number)"
    case .category(let index): "the category of index \(index)"
    case .missing: "no value"
    }
  }
}
