/// Which nodes of a tree are drawn, and where.
struct TreeLayout: Equatable {
  /// A box of the drawing.
  struct Box: Equatable {
    /// The node's index.
    let node: Int
    /// The column, counted from the root's.
    let level: Int
    /// The line, counted from the top; that of an inner node lies amid its children's.
    var row: Double
    /// Number of leaves folded into the box; 0 for a box that stands for its node alone.
    let folded: Int
  }

  /// The boxes, parents before children.
  private(set) var boxes: [Box] = []
  /// Lines, one per leaf that is drawn or folded subtree.
  private(set) var rows = 0
  /// Columns.
  private(set) var levels = 0
  /// What was folded, in a sentence.
  private(set) var note: String?

  /// Lays out as much of a tree as fits.
  ///
  /// Nodes are opened level by level, as long as the lines suffice for all their children.
  /// - Parameters:
  ///   - nodes: The nodes, parents before children.
  ///   - leaves: Lines at most.
  ///   - levels: Columns at most.
  init(_ nodes: [TreeDiagram.Node], leaves limit: Int, levels deepest: Int) {
    var leaves = [Int](repeating: 1, count: nodes.count)
    for (index, node) in nodes.enumerated().reversed() where !node.branches.isEmpty {
      leaves[index] = node.branches.reduce(0) { $0 + leaves[$1.child] }
    }
    var isOpen = [Bool](repeating: false, count: nodes.count)
    var lines = 1
    var level = [0]
    var depth = 1
    while !level.isEmpty && depth < deepest {
      var next: [Int] = []
      for index in level where !nodes[index].branches.isEmpty {
        let added = nodes[index].branches.count - 1
        guard lines + added <= limit else { continue }
        lines += added
        isOpen[index] = true
        next += nodes[index].branches.map(\.child)
      }
      level = next
      depth += 1
    }
    place(nodes, isOpen, leaves)

    let folded = boxes.filter { $0.folded > 0 }
    if !folded.isEmpty {
      let hidden = folded.reduce(0) { $0 + $1.folded }
      note =
        "\(NumberFormat.count(hidden)) of \(NumberFormat.count(leaves[0])) leaves are folded into "
        + "\(folded.count == 1 ? "one box" : "\(folded.count) boxes")."
    }
  }

  /// Places the boxes in the order of a walk, so that no edges cross.
  private mutating func place(
    _ nodes: [TreeDiagram.Node], _ isOpen: [Bool], _ leaves: [Int]
  ) {
    var pending = [(node: 0, level: 0, parent: Int?.none)]
    var children: [[Int]] = []
    while let (node, level, parent) = pending.popLast() {
      let isLine = !isOpen[node]
      if let parent { children[parent].append(boxes.count) }
      for branch in nodes[node].branches.reversed() where isOpen[node] {
        pending.append((branch.child, level + 1, boxes.count))
      }
      children.append([])
      let folded = isLine && !nodes[node].branches.isEmpty ? leaves[node] : 0
      boxes.append(Box(node: node, level: level, row: Double(rows), folded: folded))
      if isLine { rows += 1 }
      levels = max(levels, level + 1)
    }
    for (index, own) in children.enumerated().reversed() where !own.isEmpty {
      boxes[index].row = (boxes[own[0]].row + boxes[own[own.count - 1]].row) / 2
    }
  }
}
