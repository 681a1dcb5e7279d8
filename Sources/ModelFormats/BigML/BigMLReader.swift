import Estimators

/// Turns BigML's nodes into rules.
struct BigMLReader {
  private typealias Node = BigMLDocument.Node

  private let name: String
  private let root: BigMLDocument.Node
  private let target: BigMLDocument.Field
  private var draft = SchemaDraft()
  /// The class names in order; none for a number.
  private var classes: [String] = []
  private var rules: RuleTree
  private var followsMissing = false

  /// Reads the fields.
  init(_ resource: BigMLDocument.Resource, name: String) throws(EstimatorError) {
    self.name = name
    root = resource.model.root
    let fields = (resource.model.modelFields ?? [:]).merging(resource.model.fields ?? [:]) { $1 }
    guard let objective = resource.objectiveField ?? resource.objectiveFields?.first,
      let target = fields[objective]
    else {
      throw RuleTree.malformed(name, "doesn't describe the objective field that it predicts")
    }
    guard target.optype == "categorical" || target.optype == "numeric" else {
      throw RuleTree.malformed(
        name,
        "predicts \(target.name.quoted), of optype \(target.optype.quoted), no class or number")
    }
    self.target = target
    rules = RuleTree(schema: Schema(features: [], target: target.name, classes: []))

    let listed = resource.inputFields ?? fields.keys.sorted { Self.isBefore($0, $1, fields) }
    let inputs = listed.filter { $0 != objective && fields[$0] != nil }
    let repeated = Dictionary(grouping: inputs) { fields[$0]?.name ?? "" }.filter { $1.count > 1 }
    for id in inputs {
      guard let field = fields[id] else { continue }
      guard ["numeric", "categorical"].contains(field.optype) else {
        rules.notes.append(
          "field \(field.name.quoted) of optype \(field.optype.quoted) is left out")
        continue
      }
      draft.add(
        Self.feature(
          field, named: repeated[field.name] == nil ? field.name : "\(field.name) (\(id))"),
        key: id)
    }
    if target.optype == "categorical" { classes = try listedClasses() }
  }

  private static func feature(
    _ field: BigMLDocument.Field, named name: String
  ) -> SchemaDraft.Field {
    var range: (Double, Double)?
    if let minimum = field.summary?.minimum, let maximum = field.summary?.maximum,
      minimum <= maximum
    {
      range = (minimum, maximum)
    }
    return SchemaDraft.Field(
      name: name, isNumeric: field.optype == "numeric", range: range,
      categories: field.summary?.categories.map { $0.map(\.category.text) })
  }

  /// Fields without a list come in the order of their columns.
  private static func isBefore(
    _ id: String, _ other: String, _ fields: [String: BigMLDocument.Field]
  ) -> Bool {
    let columns = [id, other].map { fields[$0]?.columnNumber ?? .max }
    return columns[0] == columns[1] ? id < other : columns[0] < columns[1]
  }

  /// The classes that the field lists, or else those that the nodes predict.
  private func listedClasses() throws(EstimatorError) -> [String] {
    if let listed = target.summary?.categories {
      return SchemaDraft.ordered(classes: Set(listed.map(\.category.text)))
    }
    var names: Set<String> = []
    var nodes = [root]
    while let node = nodes.popLast() {
      names.insert(node.output.text)
      names.formUnion(node.summary?.categories?.map(\.category.text) ?? [])
      nodes += node.children ?? []
    }
    return SchemaDraft.ordered(classes: names)
  }

  /// Reads the nodes.
  mutating func tree() throws(EstimatorError) -> ImportedTree {
    var pending = [(node: root, parent: Int?.none, depth: 0)]
    while let (node, parent, depth) = pending.popLast() {
      guard depth <= RuleTree.deepestTree else {
        throw RuleTree.malformed(name, "nests nodes deeper than \(RuleTree.deepestTree)")
      }
      let index = rules.nodes.count
      let predicate = try predicate(of: node.predicate)
      let answer = try answer(of: node)
      let count = node.count.flatMap(Int.init(exactly:))
      rules.nodes.append(
        RuleTree.Node(
          predicate: predicate, answer: answer, distribution: nil, count: count))
      if let parent { rules.nodes[parent].children.append(index) }
      // The stack turns the order of the children round.
      for child in (node.children ?? []).reversed() { pending.append((child, index, depth + 1)) }
    }
    let (features, notes) = draft.features()
    rules.schema = Schema(features: features, target: target.name, classes: classes)
    rules.notes += notes
    if followsMissing {
      rules.notes.append(
        "the file sends missing values on to a branch; here they stop at the node that asks")
    }
    return try rules.assembled(name: name)
  }

  private func answer(of node: BigMLDocument.Node) throws(EstimatorError) -> DecisionTree.Answer {
    guard target.optype == "numeric" else {
      guard let label = classes.firstIndex(of: node.output.text) else {
        throw RuleTree.malformed(
          name,
          "predicts the class \(node.output.text.quoted), but \(target.name.quoted) has the classes "
            + classes.listed())
      }
      return .init(label: label, confidence: node.confidence)
    }
    guard let value = node.output.number else {
      throw RuleTree.malformed(
        name, "predicts \(node.output.text.quoted), and \(target.name.quoted) is a number")
    }
    return .init(value: value, confidence: node.confidence)
  }

  private mutating func predicate(
    of condition: BigMLDocument.Condition
  ) throws(EstimatorError) -> Predicate {
    guard let test = condition.test else { return condition.holds ? .always : .never }
    guard test.term == nil else {
      throw RuleTree.malformed(name, "asks for terms of a text, which isn't read")
    }
    guard let feature = draft.index(of: test.field) else {
      throw RuleTree.malformed(
        name, "asks for field \(test.field.quoted), which it doesn't describe as an input")
    }
    var symbol = test.operator
    // "<=*" takes missing values too.
    if symbol.hasSuffix("*") {
      symbol.removeLast()
      followsMissing = true
    }
    guard let operand = test.value else {
      throw RuleTree.malformed(
        name, "asks whether \(draft.fields[feature].name.quoted) is missing, which isn't read")
    }
    return draft.fields[feature].isNumeric
      ? try numeric(feature, symbol, operand) : try categorical(feature, symbol, operand)
  }

  private mutating func numeric(
    _ feature: Int, _ symbol: String, _ operand: BigMLDocument.Operand
  ) throws(EstimatorError) -> Predicate {
    guard case .one(let scalar) = operand, let value = scalar.number else {
      throw unknown(symbol, operand, feature)
    }
    draft.fields[feature].thresholds.append(value)
    switch symbol {
    case "<=": return .atMost(feature: feature, value)
    case ">": return .not(.atMost(feature: feature, value))
    case "<": return .below(feature: feature, value)
    case ">=": return .not(.below(feature: feature, value))
    case "=": return .equals(feature: feature, value)
    case "!=", "/=": return .not(.equals(feature: feature, value))
    default: throw unknown(symbol, operand, feature)
    }
  }

  private func categorical(
    _ feature: Int, _ symbol: String, _ operand: BigMLDocument.Operand
  ) throws(EstimatorError) -> Predicate {
    let names: [String] =
      switch operand {
      case .one(let scalar): [scalar.text]
      case .many(let scalars): scalars.map(\.text)
      }
    guard let known = draft.fields[feature].categories?.sorted() else {
      throw RuleTree.malformed(
        name, "doesn't list the categories of \(draft.fields[feature].name.quoted)")
    }
    var set: Set<Int> = []
    for category in names {
      guard let index = known.firstIndex(of: category) else {
        throw RuleTree.malformed(
          name,
          "asks for the category \(category.quoted) of \(draft.fields[feature].name.quoted), which "
            + "it doesn't list: the categories are \(known.listed())")
      }
      set.insert(index)
    }
    switch symbol {
    case "=", "in": return .oneOf(feature: feature, set)
    case "!=", "/=": return .not(.oneOf(feature: feature, set))
    default: throw unknown(symbol, operand, feature)
    }
  }

  private func unknown(
    _ symbol: String, _ operand: BigMLDocument.Operand, _ feature: Int
  ) -> EstimatorError {
    RuleTree.malformed(
      name,
      "compares \(draft.fields[feature].name.quoted) by \(symbol.quoted) with something that "
        + "doesn't suit it")
  }
}

extension BigMLDocument.Scalar {
  /// The text, a whole number without a point.
  var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.shortestText
    }
  }

  /// The number, also of a text that holds one.
  var number: Double? {
    switch self {
    case .text(let text): Double(cell: text)
    case .number(let number): number
    }
  }
}
