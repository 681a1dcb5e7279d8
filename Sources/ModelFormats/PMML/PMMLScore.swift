import Estimators

/// What a PMML node predicts.
struct PMMLScore {
  /// The score with the share of its class; `nil` if the node states none.
  private(set) var answer: DecisionTree.Answer?
  /// The rows of each class, or their shares.
  private(set) var distribution: [Double]?
  /// The training rows.
  let count: Int?

  /// Reads a node; `classes` is `nil` for a number.
  init(_ node: XMLElement, classes: [String]?, name: String) throws(EstimatorError) {
    func malformed(_ what: String) -> EstimatorError {
      RuleTree.malformed(name, "is malformed at line \(node.line): the Node there \(what)")
    }
    count = node.attributes["recordCount"].flatMap { Double(cell: $0) }
      .flatMap(Int.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
    let score = node.attributes["score"]
    guard let classes else {
      guard let score else { return }
      guard let value = Double(cell: score) else {
        throw malformed("scores \(score.quoted), no finite number")
      }
      answer = .init(value: value)
      return
    }

    let stated = node.all("ScoreDistribution")
    var counts = [Double](repeating: 0, count: classes.count)
    var confidences = [Double?](repeating: nil, count: classes.count)
    for entry in stated {
      let label = entry.attributes["value"] ?? ""
      guard let index = classes.firstIndex(of: label) else {
        throw malformed("counts the class \(label.quoted), not one of \(classes.listed())")
      }
      let rows = entry.attributes["recordCount"].flatMap { Double(cell: $0) } ?? 0
      guard rows >= 0 else { throw malformed("counts \(rows) rows of \(label.quoted)") }
      counts[index] = rows
      confidences[index] = (entry.attributes["confidence"] ?? entry.attributes["probability"])
        .flatMap { Double(cell: $0) }
    }
    let total = counts.reduce(0, +)
    if total > 0 && total.isFinite { distribution = counts }

    var label: Int?
    if let score {
      label = classes.firstIndex(of: score)
      guard label != nil else {
        throw malformed("scores the class \(score.quoted), not one of \(classes.listed())")
      }
    } else if distribution != nil {
      label = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    }
    guard let label else { return }
    answer = .init(
      label: label,
      confidence: confidences[label] ?? (distribution == nil ? nil : counts[label] / total))
  }

  /// The classes that the nodes of a tree name, where the file doesn't list them.
  static func classes(in root: XMLElement) -> [String] {
    var names: Set<String> = []
    var nodes = [root]
    while let node = nodes.popLast() {
      if let score = node.attributes["score"] { names.insert(score) }
      names.formUnion(node.all("ScoreDistribution").compactMap { $0.attributes["value"] })
      nodes += node.all("Node")
    }
    return SchemaDraft.ordered(classes: names)
  }
}
