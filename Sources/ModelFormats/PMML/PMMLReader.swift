import Estimators

/// Turns the nodes of a PMML tree into rules.
struct PMMLReader {
  let name: String
  private let model: XMLElement
  private let target: String
  /// The class names in order; `nil` for a number.
  private var classes: [String]?
  private(set) var draft: SchemaDraft
  private var rules: RuleTree
  private(set) var asksForMissing = false

  /// Reads fields and classes.
  init(_ root: XMLElement, name: String) throws(EstimatorError) {
    self.name = name
    guard root.name == "PMML" else {
      throw RuleTree.malformed(name, "is XML, but no PMML: it begins with \(root.name.quoted)")
    }
    guard let model = root.first("TreeModel"), let rootNode = model.first("Node") else {
      let kind = root.children.first { $0.name.hasSuffix("Model") }?.name ?? "nothing"
      throw RuleTree.malformed(
        name, "holds \(kind.quoted); of PMML a single decision tree, TreeModel, is read")
    }
    self.model = model
    let fields = try PMMLFields(root, model, name: name)
    target = fields.target
    draft = fields.draft
    let isRegression = model.attributes["functionName"] == "regression"
    classes = isRegression ? nil : fields.classes ?? PMMLScore.classes(in: rootNode)
    if let classes, classes.isEmpty {
      throw RuleTree.malformed(name, "names no class that it predicts")
    }
    rules = RuleTree(schema: Schema(features: [], target: target, classes: []))
    rules.refusesTheRest = model.attributes["noTrueChildStrategy"] != "returnLastPrediction"
    let strategy = model.attributes["missingValueStrategy"] ?? "none"
    if strategy != "lastPrediction" {
      rules.notes.append(
        "the file treats missing values by \(strategy.quoted); here a row stops at the node that "
          + "asks")
    }
  }

  /// Reads the nodes.
  mutating func tree() throws(EstimatorError) -> ImportedTree {
    guard let root = model.first("Node") else { throw RuleTree.malformed(name, "has no node") }
    var ids: Set<String> = []
    var defaults: [(child: String, line: Int)] = []
    var pending = [(node: root, parent: Int?.none)]
    while let (node, parent) = pending.popLast() {
      let index = rules.nodes.count
      rules.nodes.append(try rule(node))
      if let parent { rules.nodes[parent].children.append(index) }
      if let id = node.attributes["id"], !ids.insert(id).inserted {
        throw malformed(node, "is the second one of id \(id.quoted)")
      }
      if let child = node.attributes["defaultChild"] { defaults.append((child, node.line)) }
      // The stack turns the order of the children round.
      for child in node.all("Node").reversed() { pending.append((child, index)) }
    }
    if let (child, line) = defaults.first(where: { !ids.contains($0.child) }) {
      throw RuleTree.malformed(
        name,
        "is malformed at line \(line): no node has the id of the default child, \(child.quoted)")
    }
    forgetSharesAsCounts()
    let (features, notes) = draft.features()
    rules.schema = Schema(features: features, target: target, classes: classes ?? [])
    rules.notes += notes
    if asksForMissing {
      rules.notes.append("the file asks whether values are missing; here the answer is no")
    }
    return try rules.assembled(name: name)
  }

  private mutating func rule(_ node: XMLElement) throws(EstimatorError) -> RuleTree.Node {
    let score = try PMMLScore(node, classes: classes, name: name)
    if score.answer == nil && node.all("Node").isEmpty {
      throw malformed(node, "is a leaf without a score")
    }
    return RuleTree.Node(
      predicate: try predicate(above: node), answer: score.answer,
      distribution: score.distribution, count: score.count)
  }

  /// scikit-learn's newer trees state shares of rows as `recordCount`, which are no counts.
  private mutating func forgetSharesAsCounts() {
    guard rules.nodes.allSatisfy({ $0.count ?? 0 <= 1 }) else { return }
    for index in rules.nodes.indices { rules.nodes[index].count = nil }
  }

  func malformed(_ element: XMLElement, _ what: String) -> EstimatorError {
    RuleTree.malformed(
      name, "is malformed at line \(element.line): the \(element.name) there \(what)")
  }

  // MARK: Conditions

  private static let conditions: Set = [
    "True", "False", "SimplePredicate", "SimpleSetPredicate", "CompoundPredicate",
  ]

  private mutating func predicate(above node: XMLElement) throws(EstimatorError) -> Predicate {
    guard let condition = node.children.first(where: { Self.conditions.contains($0.name) }) else {
      throw malformed(node, "has no condition, not even True")
    }
    return try predicate(condition)
  }

  private mutating func predicate(_ element: XMLElement) throws(EstimatorError) -> Predicate {
    switch element.name {
    case "True": return .always
    case "False": return .never
    case "SimplePredicate": return try simple(element)
    case "SimpleSetPredicate": return try set(element)
    default: return try compound(element)
    }
  }

  private mutating func compound(_ element: XMLElement) throws(EstimatorError) -> Predicate {
    let parts = element.children.filter { Self.conditions.contains($0.name) }
    guard let first = parts.first else { throw malformed(element, "has no parts") }
    var predicates: [Predicate] = []
    // The further parts of a surrogate count only where the first misses its value.
    let isSurrogate = element.attributes["booleanOperator"] == "surrogate"
    for part in isSurrogate ? [first] : parts { predicates.append(try predicate(part)) }
    switch element.attributes["booleanOperator"] {
    case "and": return .all(predicates)
    case "or": return .any(predicates)
    case "xor": return predicates.dropFirst().reduce(predicates[0], Predicate.either)
    case "surrogate": return predicates[0]
    default: throw malformed(element, "has no booleanOperator of and, or, xor, surrogate")
    }
  }

  private mutating func simple(_ element: XMLElement) throws(EstimatorError) -> Predicate {
    let feature = try feature(of: element)
    let symbol = element.attributes["operator"] ?? ""
    if symbol == "isMissing" || symbol == "isNotMissing" {
      asksForMissing = true
      return symbol == "isMissing" ? .never : .always
    }
    guard let text = element.attributes["value"] else { throw malformed(element, "has no value") }
    guard draft.fields[feature].isNumeric else {
      let category = try category(text, of: feature, at: element)
      switch symbol {
      case "equal": return .oneOf(feature: feature, [category])
      case "notEqual": return .not(.oneOf(feature: feature, [category]))
      default:
        throw malformed(element, "compares categories by \(symbol.quoted)")
      }
    }
    guard let value = Double(cell: text) else {
      throw malformed(element, "compares a number with \(text.quoted)")
    }
    draft.fields[feature].thresholds.append(value)
    switch symbol {
    case "lessOrEqual": return .atMost(feature: feature, value)
    case "greaterThan": return .not(.atMost(feature: feature, value))
    case "lessThan": return .below(feature: feature, value)
    case "greaterOrEqual": return .not(.below(feature: feature, value))
    case "equal": return .equals(feature: feature, value)
    case "notEqual": return .not(.equals(feature: feature, value))
    default: throw malformed(element, "has the unknown operator \(symbol.quoted)")
    }
  }

  private mutating func set(_ element: XMLElement) throws(EstimatorError) -> Predicate {
    let feature = try feature(of: element)
    guard let array = element.first("Array") else { throw malformed(element, "has no Array") }
    let items = PMMLArray.items(array.text)
    var predicate: Predicate
    if draft.fields[feature].isNumeric {
      var parts: [Predicate] = []
      for item in items {
        guard let value = Double(cell: item) else {
          throw malformed(element, "compares a number with \(item.quoted)")
        }
        draft.fields[feature].thresholds.append(value)
        parts.append(.equals(feature: feature, value))
      }
      predicate = .any(parts)
    } else {
      var categories: Set<Int> = []
      for item in items { categories.insert(try category(item, of: feature, at: element)) }
      predicate = .oneOf(feature: feature, categories)
    }
    switch element.attributes["booleanOperator"] {
    case "isIn": return predicate
    case "isNotIn": return .not(predicate)
    default: throw malformed(element, "has no booleanOperator of isIn, isNotIn")
    }
  }

  private func feature(of element: XMLElement) throws(EstimatorError) -> Int {
    let field = element.attributes["field"] ?? ""
    guard let feature = draft.index(of: field) else {
      throw malformed(
        element, "asks for the field \(field.quoted), which the file doesn't describe as an input")
    }
    return feature
  }

  private func category(
    _ text: String, of feature: Int, at element: XMLElement
  ) throws(EstimatorError) -> Int {
    let known = (draft.fields[feature].categories ?? []).sorted()
    guard let index = known.firstIndex(of: text) else {
      throw malformed(
        element,
        "asks for the category \(text.quoted) of \(draft.fields[feature].name.quoted), which the "
          + "file doesn't list: the categories are \(known.listed())")
    }
    return index
  }
}
