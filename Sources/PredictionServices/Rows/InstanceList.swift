import Estimators

/// Rows as a list of instances: arrays of values, or objects of them by name.
struct InstanceList {
  private let model: ServiceModel
  private let format: RowFormat
  private let inputs: [ServiceInput]

  init(_ model: ServiceModel, _ format: RowFormat) {
    self.model = model
    self.format = format
    let described = model.inputs.reduce(0) { $0 + $1.width } == model.schema.features.count
    inputs = described ? model.inputs : []
  }

  /// Whether rows are sent as arrays: they are unless the model has several inputs.
  private var sendsLists: Bool { inputs.count <= 1 }

  /// The instances of some rows.
  func json(of rows: [Query]) throws(ServiceError) -> [JSON] {
    let writer = RowWriter(model, format)
    var instances: [JSON] = []
    for row in rows {
      let values = try writer.list(row)
      guard !sendsLists else {
        instances.append(.array(values))
        continue
      }
      var instance = JSON.Object()
      var start = 0
      for input in inputs {
        let part = values[start..<start + input.width]
        instance.append(input.name, input.width == 1 ? part[start] : .array(Array(part)))
        start += input.width
      }
      instances.append(.object(instance))
    }
    return instances
  }

  /// The rows of some instances.
  ///
  /// A row of one feature may stand without its brackets.
  func queries(_ instances: [JSON]) throws(ServiceError) -> [Query] {
    let reader = RowReader(model, format)
    var queries: [Query] = []
    queries.reserveCapacity(instances.count)
    for (row, instance) in instances.enumerated() {
      switch instance {
      case .object: queries.append(try reader.query(record: instance, row: row))
      case .array: queries.append(try reader.query(list: instance, row: row))
      default: queries.append(try reader.query(list: [instance], row: row))
      }
    }
    return queries
  }

  /// The rows of columns by name, each an array with a value per row.
  func queries(columns: JSON.Object) throws(ServiceError) -> [Query] {
    let reader = RowReader(model, format)
    var rows: [[JSON]] = []
    for (index, member) in columns.members.enumerated() {
      let column = try member.value.elements(of: member.name)
      if index == 0 { rows = [[JSON]](repeating: [], count: column.count) }
      guard column.count == rows.count else {
        throw .malformed("the columns of 'inputs' differ in length")
      }
      for (row, element) in column.enumerated() {
        // A column may come as (rows, 1).
        let inner = element.array
        rows[row].append(inner?.count == 1 ? inner?[0] ?? element : element)
      }
    }
    return try reader.queries(columns: columns.members.map(\.name), rows: rows)
  }
}
