/// Grows a decision tree from the root, splits node after node, and cuts it back.
struct TreeGrowth<Target: TreeTarget> {
  private let schema: Schema
  private let rows: Int
  private let target: Target
  private let limits: TreeLimits
  private let search: SplitSearch<Target>

  /// Reads the rows into columns.
  ///
  /// - Throws: `EstimatorError` of code `unfitData` for a value that is missing or not finite.
  init(_ data: Dataset, target: Target, limits: TreeLimits) throws(EstimatorError) {
    schema = data.schema
    rows = data.count
    self.target = target
    self.limits = limits
    search = SplitSearch(
      target: target, columns: try TreeColumn.columns(of: data), limits: limits)
  }

  /// A node as it grows.
  struct Node {
    var sums: Target.Sums
    var answer: DecisionTree.Answer
    var split: Split?
    var children: [Int] = []
    /// The rows that no branch takes.
    var stopped: Target.Sums?
  }

  /// A node whose rows are still to be split.
  private struct Task {
    var node: Int
    var rows: Range<Int>
    var depth: Int
    /// What is left of each categorical feature on which a node above splits.
    var categories: [Int: [Int]]
  }

  /// The tree of all rows.
  func tree() throws(EstimatorError) -> DecisionTree {
    var nodes = grown()
    limits.pruning.cut(&nodes, rows: rows)
    return try DecisionTree(schema: schema, nodes: Self.compacted(nodes))
  }

  private func grown() -> [Node] {
    var orders = RowOrders(search.columns, rows: rows)
    var nodes = [node(of: orders.plain[...], parent: nil)]
    var tasks = [Task(node: 0, rows: 0..<rows, depth: 0, categories: [:])]
    while let task = tasks.popLast() {
      guard let split = split(nodes[task.node].sums, task, orders) else { continue }
      let parts = orders.part(task.rows, branches: split.branches, by: branch(of: split))
      let confidence = nodes[task.node].answer.confidence
      nodes[task.node].split = split
      for (branch, part) in parts.prefix(split.branches).enumerated() {
        nodes[task.node].children.append(nodes.count)
        var categories = task.categories
        if case .categories(let feature, let groups) = split {
          categories[feature] = groups[branch]
        }
        tasks.append(
          Task(node: nodes.count, rows: part, depth: task.depth + 1, categories: categories))
        nodes.append(node(of: orders.plain[part], parent: confidence))
      }
      if let rest = parts.last, !rest.isEmpty {
        nodes[task.node].stopped = sums(of: orders.plain[rest])
      }
    }
    return nodes
  }

  /// How a node is split; `nil` for a leaf.
  private func split(_ sums: Target.Sums, _ task: Task, _ orders: RowOrders) -> Split? {
    guard !sums.isPure, sums.count >= limits.minimumSplitSize,
      task.depth < limits.maximumDepth ?? .max
    else { return nil }
    let found = search.best(task.rows, of: orders, total: sums) { feature in
      task.categories[feature] ?? Array(0..<schema.features[feature].encodedWidth)
    }
    return found?.split
  }

  /// Where a split sends each row; as many as it has branches for a row that stops.
  private func branch(of split: Split) -> (Int) -> Int {
    switch (split, search.columns[split.feature]) {
    case (.threshold(_, let threshold), .numbers(let values)):
      return { values[$0] <= threshold ? 0 : 1 }
    case (.categories(_, let groups), .categories(let values, let count)):
      var branches = [Int](repeating: groups.count, count: count)
      for (branch, group) in groups.enumerated() {
        for category in group { branches[category] = branch }
      }
      return { branches[values[$0]] }
    default: preconditionFailure("a split that doesn't fit feature \(split.feature)")
    }
  }

  private func node(of rows: ArraySlice<Int>, parent: Double?) -> Node {
    let sums = sums(of: rows)
    return Node(sums: sums, answer: target.answer(sums, parent: parent))
  }

  private func sums(of rows: ArraySlice<Int>) -> Target.Sums {
    var sums = target.empty
    for row in rows { target.add(row, to: &sums) }
    return sums
  }

  /// The nodes that can still be reached from the root, numbered anew.
  private static func compacted(_ nodes: [Node]) -> [DecisionTree.Node] {
    var numbers = [0: 0]
    for node in nodes.indices {
      guard numbers[node] != nil else { continue }
      for child in nodes[node].children { numbers[child] = numbers.count }
    }
    let order = numbers.sorted { $0.value < $1.value }.map(\.key)
    return order.map { index in
      let node = nodes[index]
      return DecisionTree.Node(
        answer: node.answer, split: node.split, children: node.children.compactMap { numbers[$0] },
        count: node.sums.count)
    }
  }
}
