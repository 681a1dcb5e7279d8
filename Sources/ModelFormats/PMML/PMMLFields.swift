import Estimators

/// The fields of a PMML file: which is predicted, and what the others hold.
struct PMMLFields {
  /// The name of the target.
  let target: String
  /// The classes that the target lists, in order; `nil` if it lists none.
  let classes: [String]?
  /// The inputs of the model.
  private(set) var draft = SchemaDraft()

  /// Reads the data dictionary, the mining schema and fields that are casts of others.
  init(_ root: XMLElement, _ model: XMLElement, name: String) throws(EstimatorError) {
    let dictionary = root.first("DataDictionary")?.all("DataField") ?? []
    let fields = Dictionary(
      dictionary.map { ($0.attributes["name"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    let mining = model.first("MiningSchema")?.all("MiningField") ?? []
    let targets = mining.filter {
      ["target", "predicted"].contains($0.attributes["usageType"] ?? "active")
    }
    target = targets.first?.attributes["name"] ?? "target"
    classes = fields[target].flatMap(Self.values).map { SchemaDraft.ordered(classes: Set($0)) }

    let conditions = Self.categories(named: model)
    for field in mining where ["active", nil].contains(field.attributes["usageType"]) {
      let key = field.attributes["name"] ?? ""
      guard let description = fields[key] else {
        throw RuleTree.malformed(
          name,
          "is malformed at line \(field.line): the data dictionary doesn't describe the field "
            + key.quoted)
      }
      draft.add(Self.feature(description, key, named: conditions[key] ?? []), key: key)
    }
    addCasts(root, model)
  }

  /// A derived field that only casts another one stands for it.
  private mutating func addCasts(_ root: XMLElement, _ model: XMLElement) {
    let derived = [root.first("TransformationDictionary"), model.first("LocalTransformations")]
      .flatMap { $0?.all("DerivedField") ?? [] }
    for field in derived {
      guard let name = field.attributes["name"],
        let source = field.first("FieldRef")?.attributes["field"]
      else { continue }
      draft.alias(name, for: source)
    }
  }

  private static func feature(
    _ field: XMLElement, _ name: String, named: Set<String>
  ) -> SchemaDraft.Field {
    let type = field.attributes["dataType"] ?? "string"
    let isNumber = ["float", "double", "integer"].contains(type)
    let isNumeric =
      field.attributes["optype"] == "continuous"
      || (field.attributes["optype"] == "ordinal" && isNumber)
    guard isNumeric else {
      let boolean = type == "boolean" ? ["false", "true"] : nil
      return SchemaDraft.Field(
        name: name, isNumeric: false, categories: values(field) ?? boolean ?? named.sorted())
    }
    return SchemaDraft.Field(name: name, isNumeric: true, range: range(field))
  }

  /// The values that a field lists; those that are invalid or mean no value left out.
  private static func values(_ field: XMLElement) -> [String]? {
    let values = field.all("Value").filter {
      ["valid", nil].contains($0.attributes["property"])
    }.compactMap { $0.attributes["value"] }
    return values.isEmpty ? nil : values
  }

  private static func range(_ field: XMLElement) -> (minimum: Double, maximum: Double)? {
    let bounds = field.all("Interval").compactMap { interval in
      interval.attributes["leftMargin"].flatMap { Double(cell: $0) }.flatMap { low in
        interval.attributes["rightMargin"].flatMap { Double(cell: $0) }.map { (low, $0) }
      }
    }
    guard let low = bounds.map(\.0).min(), let high = bounds.map(\.1).max(), low <= high else {
      return nil
    }
    return (low, high)
  }

  /// The categories that conditions name, by field, for fields that list none.
  private static func categories(named model: XMLElement) -> [String: Set<String>] {
    var named: [String: Set<String>] = [:]
    var elements = [model]
    while let element = elements.popLast() {
      if let field = element.attributes["field"] {
        if let value = element.attributes["value"] { named[field, default: []].insert(value) }
        if let array = element.first("Array") {
          named[field, default: []].formUnion(PMMLArray.items(array.text))
        }
      }
      elements += element.children
    }
    return named
  }
}
