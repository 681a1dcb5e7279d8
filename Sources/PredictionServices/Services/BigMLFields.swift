import Estimators

/// The fields of a BigML model: ids in place of names, and what the resources say of them.
struct BigMLFields {
  let ids: [String]
  private let objective: String
  private let model: ServiceModel

  /// The fields as the model's description names them, or else by the order of the columns.
  init(_ model: ServiceModel) {
    let features = model.schema.features
    self.model = model
    let described = model.inputs.map(\.name)
    ids = described.count == features.count ? described : features.indices.map(Self.id)
    objective = model.outputs.first ?? Self.id(features.count)
  }

  /// The id of a column: six hexadecimal digits.
  static func id(_ column: Int) -> String {
    let digits = String(column, radix: 16)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The resource of a name: that of a model, unless the name says another kind.
  static func resource(_ name: String) -> String { name.contains("/") ? name : "model/" + name }

  /// The kind of a resource, which is the name of the parameter that holds it.
  static func kind(_ resource: String) -> String {
    resource.contains("logisticregression/") ? "logisticregression" : "model"
  }

  // MARK: Predictions

  /// The features that the answer's path names: those that were looked at, and the one that was
  /// asked for where the path ended early. `nil` if the answer tells no path.
  func fields(onPathOf json: JSON) -> [Int]? {
    guard let path = json["prediction_path"] else { return nil }
    let steps = (path["path"]?.array ?? []) + (path["next_predicates"]?.array ?? [])
    let named = Set(steps.compactMap { $0["field"]?.string })
    return ids.indices.filter { named.contains(ids[$0]) }
  }

  /// The resource of a prediction, as far as it holds what is predicted.
  ///
  /// BigML's own path has the conditions too, and with them the thresholds; a `Prediction` knows
  /// the fields alone, which is what the attack in the paper works from.
  func json(_ prediction: Prediction) -> JSON {
    let output: JSON =
      prediction.value.map { .number($0, as: .float64) }
      ?? .string(model.className(prediction.label))
    let resource = Self.resource(model.name)
    var object = JSON.Object([
      ("code", 201), (Self.kind(resource), .string(resource)),
      ("objective_field", .string(objective)),
      ("objective_fields", [.string(objective)]),
      ("prediction", .object(JSON.Object([(objective, output)]))), ("output", output),
    ])
    switch prediction.scores {
    case .none: break
    case .top(let score): object.append("confidence", .number(score, as: model.precision))
    case .likeliest, .all:
      let pairs = prediction.scored.map { label, value -> JSON in
        [.string(model.className(label)), .number(value, as: model.precision)]
      }
      object.append("probabilities", .array(pairs))
    }
    if let fields = prediction.fields {
      let steps = fields.filter(ids.indices.contains).map { index -> JSON in
        ["field": .string(ids[index])]
      }
      object.append(
        "prediction_path",
        ["path": .array(steps), "next_predicates": [], "unknown_fields": [], "bad_fields": []])
    }
    return .object(object)
  }

  // MARK: Descriptions

  /// The resource of the model, as far as it describes fields.
  var description: JSON {
    var fields = JSON.Object()
    for (index, feature) in model.schema.features.enumerated() {
      fields.append(ids[index], Self.json(feature.name, feature.kind, column: index))
    }
    let target: Feature.Kind =
      model.predictsNumber
      ? .numeric(minimum: 0, maximum: 0) : .categorical(model.schema.classes)
    fields.append(
      objective,
      Self.json(
        model.schema.target, target, column: ids.count, hasSummary: !model.predictsNumber))
    let resource = Self.resource(model.name)
    let isLogistic = Self.kind(resource) == "logisticregression"
    return .object(
      JSON.Object([
        ("code", 200), ("resource", .string(resource)), ("objective_field", .string(objective)),
        ("input_fields", .array(ids.map { .string($0) })),
        (isLogistic ? "logistic_regression" : "model", ["fields": .object(fields)]),
      ]))
  }

  private static func json(
    _ name: String, _ kind: Feature.Kind, column: Int, hasSummary: Bool = true
  ) -> JSON {
    var field = JSON.Object([
      ("name", .string(name)), ("column_number", JSON(integerLiteral: column)),
    ])
    switch kind {
    case .numeric(let minimum, let maximum):
      field.append("optype", "numeric")
      if hasSummary {
        let range: JSON = [
          "minimum": .number(minimum, as: .float64), "maximum": .number(maximum, as: .float64),
        ]
        field.append("summary", range)
      }
    case .categorical(let names):
      field.append("optype", "categorical")
      // How often each occurs isn't known.
      field.append("summary", ["categories": .array(names.map { [.string($0), 0] })])
    }
    return .object(field)
  }

  /// The model that a resource describes.
  static func model(
    describedBy json: JSON, _ name: String, of profile: ServiceProfile
  ) throws(ServiceError) -> ServiceModel {
    let bodies = [json["model"], json["logistic_regression"], json]
    guard let fields = bodies.lazy.compactMap({ $0?["fields"]?.object }).first else {
      throw .answer("the description has no 'fields'")
    }
    let stated = json["objective_field"]?.string ?? json["objective_fields"]?.array?.first?.string
    guard let objective = stated, let target = fields[objective] else {
      throw .answer("the description doesn't say which field is predicted")
    }
    let listed = json["input_fields"]?.array?.compactMap(\.string)
    let inputs = listed ?? fields.members.map(\.name).filter { $0 != objective }
    var features: [Feature] = []
    for id in inputs {
      guard let field = fields[id] else {
        throw .answer("the description names the field \(id.quoted) and doesn't describe it")
      }
      features.append(Feature(name: field["name"]?.string ?? id, kind: try kind(of: field, id)))
    }
    var classes: [String] = []
    if case .categorical(let names) = try kind(of: target, objective) {
      classes = ordered(classes: names)
    }
    let schema = Schema(
      features: features, target: target["name"]?.string ?? objective, classes: classes)
    var model = ServiceModel(name, schema: schema, of: profile)
    model.inputs = inputs.map { ServiceInput($0) }
    model.outputs = [objective]
    return model
  }

  /// Class names as data sets have them: by number if all are numbers, by name otherwise.
  private static func ordered(classes: [String]) -> [String] {
    let numbered = classes.compactMap { name in Double(cell: name).map { ($0, name) } }
    guard numbered.count == classes.count else { return classes.sorted() }
    return numbered.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func kind(of field: JSON, _ id: String) throws(ServiceError) -> Feature.Kind {
    let summary = field["summary"]
    switch field["optype"]?.string {
    case "numeric":
      let range = [summary?["minimum"]?.double, summary?["maximum"]?.double].compactMap(\.self)
      guard range.count == 2, range.allSatisfy(\.isFinite) else {
        return ServiceInput.unknownRange
      }
      return .numeric(minimum: range[0], maximum: range[1])
    case "categorical":
      let entries = summary?["categories"]?.array ?? []
      let names = entries.compactMap { $0.array?.first }.compactMap { $0.string ?? $0.numeralOrNil }
      return .categorical(names.sorted())
    case let other:
      throw .answer(
        "the field \(id.quoted) is of the kind \((other ?? "none").quoted); only numbers and "
          + "categories are asked for")
    }
  }
}

extension JSON {
  /// The text of a number, or `nil`.
  fileprivate var numeralOrNil: String? { if case .number(let text) = self { text } else { nil } }
}
