public import Estimators
import Foundation
public import Reports

/// How a decision tree is put into words and pictures.
public struct TreeText: Sendable {
  private let tree: DecisionTree
  private let parents: [Int: Int]

  /// Words for a tree.
  public init(_ tree: DecisionTree) {
    self.tree = tree
    var parents: [Int: Int] = [:]
    for (index, node) in tree.nodes.enumerated() {
      for child in node.children { parents[child] = index }
    }
    self.parents = parents
  }

  /// The tree as indented conditions, a leaf's answer behind its own:
  ///
  ///     age <= 30
  ///       colour = red: yes (0.90425, 12 rows)
  ///       colour != red: no (0.5, 3 rows)
  ///     age > 30: no (0.81, 41 rows)
  ///
  /// - Parameter limit: Lines at most; what is left out is counted.
  public func rules(lines limit: Int = .max) -> String {
    var lines: [String] = []
    var left = 0
    var pending = tree.nodes[0].children.enumerated().reversed().map { (0, $0.offset, 0) }
    if pending.isEmpty { return answer(0) }
    while let (parent, branch, depth) = pending.popLast() {
      let child = tree.nodes[parent].children[branch]
      if lines.count < limit {
        let indent = String(repeating: "  ", count: depth)
        let ending = tree.nodes[child].split == nil ? ": \(answer(child))" : ""
        lines.append("\(indent)\(condition(parent, branch))\(ending)")
      } else {
        left += 1
      }
      for next in tree.nodes[child].children.indices.reversed() {
        pending.append((child, next, depth + 1))
      }
    }
    if left > 0 { lines.append("... and \(NumberFormat.count(left)) more lines") }
    return lines.joined(separator: "\n")
  }

  /// The tree as a drawing.
  public func diagram(title: String) -> TreeDiagram {
    TreeDiagram(
      title: title,
      nodes: tree.nodes.indices.map { index in
        let node = tree.nodes[index]
        let name =
          node.split.map { tree.schema.features[$0.feature].name }
          ?? answer(index, hasCount: false)
        return TreeDiagram.Node(
          name: name, role: role(index),
          branches: node.children.indices.map { branch in
            .init(label: comparison(index, branch, isShort: true), child: node.children[branch])
          })
      })
  }

  /// The colour of a leaf's class; grey for inner nodes and numbers.
  private func role(_ index: Int) -> ColorRole {
    let node = tree.nodes[index]
    return node.split == nil && !tree.isRegression ? .category(node.answer.label) : .plain
  }

  /// What must hold of a row that takes a branch.
  private func condition(_ index: Int, _ branch: Int) -> String {
    guard let split = tree.nodes[index].split else { return "" }
    return "\(tree.schema.features[split.feature].name) \(comparison(index, branch))"
  }

  /// The condition without its feature: `<= 30`, or `= blue or red`.
  ///
  /// Thresholds are exact unless it is to be short: then six digits must do.
  private func comparison(_ index: Int, _ branch: Int, isShort: Bool = false) -> String {
    switch tree.nodes[index].split {
    case .threshold(_, let threshold)?:
      return "\(branch == 0 ? "<=" : ">") \(isShort ? short(threshold) : threshold.shortestText)"
    case .categories(let feature, let groups)?:
      guard case .categorical(let names) = tree.schema.features[feature].kind else { return "" }
      if let other = onlyOther(index, branch, groups) { return "!= \(names[other])" }
      let shown = groups[branch].prefix(isShort ? 3 : 12).map { names[$0] }
      let more = groups[branch].count - shown.count
      return "= \(shown.joined(separator: " or "))\(more > 0 ? " or \(more) more" : "")"
    case nil: return ""
    }
  }

  /// The one category that another branch takes, where this one takes several: all others that are
  /// left at the node.
  private func onlyOther(_ index: Int, _ branch: Int, _ groups: [[Int]]) -> Int? {
    guard groups.count == 2, groups[branch].count > 1, groups[1 - branch].count == 1,
      groups[branch].count + 1 == categoriesLeft(at: index)
    else { return nil }
    return groups[1 - branch][0]
  }

  /// How many categories of the feature of a node's split the splits above leave.
  private func categoriesLeft(at index: Int) -> Int? {
    guard let feature = tree.nodes[index].split?.feature else { return nil }
    var child = index
    while let parent = parents[child] {
      if case .categories(feature, let groups)? = tree.nodes[parent].split,
        let branch = tree.nodes[parent].children.firstIndex(of: child)
      {
        return groups[branch].count
      }
      child = parent
    }
    return tree.schema.features[feature].encodedWidth
  }

  /// A node's answer with its confidence and rows.
  private func answer(_ index: Int, hasCount: Bool = true) -> String {
    let node = tree.nodes[index]
    let value =
      node.answer.value.map(short) ?? tree.schema.classes[node.answer.label]
    let details = [
      node.answer.confidence.map(short),
      (hasCount ? node.count : nil).map { "\(NumberFormat.count($0)) \($0 == 1 ? "row" : "rows")" },
    ].compactMap(\.self)
    return details.isEmpty ? value : "\(value) (\(details.joined(separator: ", ")))"
  }

  /// A number of six significant digits at most.
  private func short(_ value: Double) -> String {
    (Double(String(format: "%.6g", value)) ?? value).shortestText
  }
}
