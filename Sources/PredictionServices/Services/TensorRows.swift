import Estimators

/// Rows as tensors: what the inputs of a request hold.
struct TensorRows {
  /// A tensor of numbers may hold NaN or null, one of texts empty ones; a column may be absent.
  static let format = RowFormat(missing: [.omitted, .null, .empty, .nan])

  private let model: ServiceModel
  private let inputs: [ServiceInput]

  /// The inputs as the model's description names them, or else by convention.
  init(_ model: ServiceModel) {
    self.model = model
    let described = model.inputs.reduce(0) { $0 + $1.width } == model.schema.features.count
    inputs = described && !model.inputs.isEmpty ? model.inputs : Self.conventional(model.schema)
  }

  /// One tensor if all features are numbers, one per feature otherwise.
  static func conventional(_ schema: Schema) -> [ServiceInput] {
    if schema.features.allSatisfy(\.isNumeric) {
      return [ServiceInput("input-0", datatype: "FP64", width: schema.features.count)]
    }
    return schema.features.map {
      ServiceInput($0.name, datatype: $0.isNumeric ? "FP64" : "BYTES")
    }
  }

  // MARK: The client's half

  /// The tensors of some rows.
  func tensors(of rows: [Query]) throws(ServiceError) -> [Tensor] {
    if model.missing == .omitted { return try columns(of: rows) }
    let writer = RowWriter(model, Self.format)
    var lists: [[JSON]] = []
    for row in rows { lists.append(try writer.list(row)) }
    var tensors: [Tensor] = []
    var start = 0
    for input in inputs {
      let columns = start..<start + input.width
      var data: [JSON] = []
      for list in lists {
        for index in columns {
          data.append(try Self.element(list[index], input, model.schema.features[index]))
        }
      }
      tensors.append(
        Tensor(input.name, input.datatype ?? "FP64", [rows.count, input.width], data))
      start = columns.upperBound
    }
    return tensors
  }

  /// One tensor per feature, without those that no row has.
  private func columns(of rows: [Query]) throws(ServiceError) -> [Tensor] {
    var present = model
    present.missing = nil
    present.schema.features = []
    present.inputs = []
    let columns = model.schema.features.indices.filter { index in
      rows.contains { $0.values.indices.contains(index) && $0.values[index] != .missing }
    }
    let separate =
      inputs.count == model.schema.features.count
      ? inputs
      : model.schema.features.map {
        ServiceInput($0.name, datatype: $0.isNumeric ? "FP64" : "BYTES")
      }
    for index in columns {
      present.schema.features.append(model.schema.features[index])
      present.inputs.append(separate[index])
    }
    guard !columns.isEmpty else {
      throw ServiceError(.unsupported, "a request must hold a value at least")
    }
    var kept: [Query] = []
    for row in rows {
      guard row.values.count == model.schema.features.count else {
        throw ServiceError(.unsupported, "a row doesn't have a value per feature")
      }
      let values = columns.map { row.values[$0] }
      guard !values.contains(.missing) else {
        throw ServiceError(
          .unsupported, "a column can be omitted only where no row of the request has a value")
      }
      kept.append(Query(values))
    }
    return try TensorRows(present).tensors(of: kept)
  }

  /// A value in the type of its tensor.
  private static func element(
    _ json: JSON, _ input: ServiceInput, _ feature: Feature
  ) throws(ServiceError) -> JSON {
    let datatype = input.datatype ?? "FP64"
    switch (json, datatype) {
    case (.string, "BYTES"): return json
    case (.string(""), _): throw unsupported("an empty text", input)
    case (.number("NaN"), "BYTES"):
      // Among texts an empty one is none.
      return .string(try RowWriter.text("", standingForMissing: feature))
    case (.number(let text), "BYTES"): return .string(text)
    case (.number("NaN"), _) where !datatype.hasPrefix("FP"): throw unsupported("NaN", input)
    case (.number(let text), "FP32") where text != "NaN":
      let narrow = JSON.number(Double(text) ?? .nan, as: .float32)
      guard narrow != .null else { throw unsupported("the number \(text)", input) }
      return narrow
    case (.number(let text), _) where !datatype.hasPrefix("FP"):
      guard let number = Double(text).flatMap({ Int(exactly: $0) }) else {
        throw unsupported("the number \(text)", input)
      }
      return JSON(integerLiteral: number)
    default: return json
    }
  }

  private static func unsupported(_ what: String, _ input: ServiceInput) -> ServiceError {
    ServiceError(
      .unsupported,
      "the input \(input.name.quoted) of type \(input.datatype ?? "FP64") can't hold \(what)")
  }

  // MARK: The server's half

  /// The rows of some tensors.
  func queries(_ tensors: [Tensor]) throws(ServiceError) -> [Query] {
    let features = model.schema.features
    guard let first = tensors.first else { throw .malformed("'inputs' holds no tensor") }
    if tensors.count == 1,
      first.width == features.count || !features.contains(where: { $0.name == first.name })
    {
      return try queries(matrix: first)
    }
    for tensor in tensors {
      guard tensor.rows == first.rows, tensor.width == 1 else {
        throw .malformed(
          "the tensor \(tensor.name.quoted) of shape \(tensor.shape) must hold one value for each "
            + "of \(first.rows) rows")
      }
    }
    var columns: [String] = []
    var rows = [[JSON]](repeating: [], count: first.rows)
    for tensor in tensors {
      columns.append(tensor.name)
      for (row, element) in tensor.data.enumerated() {
        rows[row].append(try Self.value(element, tensor))
      }
    }
    return try RowReader(model, Self.format).queries(columns: columns, rows: rows)
  }

  /// The rows of one tensor that holds all features.
  private func queries(matrix tensor: Tensor) throws(ServiceError) -> [Query] {
    guard tensor.shape.count == 2 || tensor.width == 1, tensor.width == model.schema.features.count
    else {
      throw .malformed(
        "the tensor \(tensor.name.quoted) has the shape \(tensor.shape), and must have "
          + "[rows, \(model.schema.features.count)]")
    }
    let reader = RowReader(model, Self.format)
    var queries: [Query] = []
    for row in 0..<tensor.rows {
      var values: [JSON] = []
      for element in tensor.row(row) { values.append(try Self.value(element, tensor)) }
      queries.append(try reader.query(list: .array(values), row: row))
    }
    return queries
  }

  /// An element as its tensor's type holds it: 32 bits keep 24 of a number.
  private static func value(_ json: JSON, _ tensor: Tensor) throws(ServiceError) -> JSON {
    switch (json, tensor.datatype) {
    case (.null, _), (.number("NaN"), "FP16"), (.number("NaN"), "FP32"), (.number("NaN"), "FP64"),
      (.string, "BYTES"), (.bool, "BOOL"), (.number, "FP64"), (.number, "FP16"):
      return json
    case (.number(let text), "FP32"):
      let narrow = Float(text) ?? .nan
      return .number(Double(narrow).description)
    case (.number(let text), let datatype)
    where datatype.hasPrefix("INT") || datatype.hasPrefix("UINT"):
      guard let number = Double(text), number == number.rounded() else { break }
      return json
    default: break
    }
    throw .malformed(
      "the tensor \(tensor.name.quoted) of type \(tensor.datatype.quoted) holds \(json.kind)")
  }
}

extension Feature {
  /// Whether the values are numbers.
  var isNumeric: Bool { if case .numeric = kind { true } else { false } }
}
