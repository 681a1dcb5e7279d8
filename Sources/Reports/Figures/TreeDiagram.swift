/// A drawing of a tree: boxes from left to right, joined by edges with a label each.
///
/// Where there are more leaves or levels than a picture has room for, subtrees are folded into a
/// box that counts their leaves, the deepest first, and a line below says so.
public struct TreeDiagram: Figure {
  /// What the drawing shows, in a few words; may be empty.
  public let title: String
  /// The nodes, of which the first is the root; a child comes after its parent.
  public let nodes: [Node]
  /// Leaves and folded subtrees at most.
  public let maximumLeaves: Int

  /// A box and the edges that leave it.
  public struct Node: Sendable {
    /// What stands in the box.
    public let name: String
    /// The colour of the box.
    public let role: ColorRole
    /// The edges to the children; none at a leaf.
    public let branches: [Branch]

    /// A node of given parts.
    public init(name: String, role: ColorRole = .plain, branches: [Branch] = []) {
      self.name = name
      self.role = role
      self.branches = branches
    }
  }

  /// An edge to a child.
  public struct Branch: Sendable {
    /// What must hold to take the edge.
    public let label: String
    /// The index of the child.
    public let child: Int

    /// An edge of a label.
    public init(label: String, child: Int) {
      self.label = label
      self.child = child
    }
  }

  /// A drawing of nodes, the root first and each child after its parent.
  public init(title: String, nodes: [Node], maximumLeaves: Int = 60) {
    precondition(maximumLeaves > 0, "a tree has a leaf")
    precondition(!nodes.isEmpty, "a tree has a root")
    var isChild = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for branch in node.branches {
        precondition(
          branch.child > index && branch.child < nodes.count && !isChild[branch.child],
          "node \(index) has the child \(branch.child)")
        isChild[branch.child] = true
      }
    }
    self.title = title
    self.nodes = nodes
    self.maximumLeaves = maximumLeaves
  }

  /// The drawing in the size that suits it: a line per leaf, a column per level.
  public func svg() -> String {
    let layout = TreeLayout(nodes, leaves: maximumLeaves, levels: .max)
    return svg(
      width: min(20_000, max(480, Double(layout.levels) * Self.columnWidth + 40)),
      height: min(20_000, max(160, Double(layout.rows) * Self.rowHeight + 100)))
  }

  /// What suits a column of boxes, and the least that one needs.
  private static let columnWidth = 240.0
  private static let narrowestColumn = 80.0
  private static let rowHeight = 26.0
  private static let lowestRow = 18.0

  public func svg(width: Double, height: Double) -> String {
    let room = (width: (width - 32) / Self.narrowestColumn, height: (height - 80) / Self.lowestRow)
    let layout = TreeLayout(
      nodes, leaves: min(maximumLeaves, max(1, Int(room.height))),
      levels: max(1, Int(room.width)))
    return Picture.svg(
      width: width, height: height, title: title, summary: summary(layout)
    ) { canvas, frame in
      Picture.draw(heading: title, into: &canvas, in: &frame)
      if let note = layout.note {
        frame.height -= 20
        canvas.element(
          "text", ["class": "quiet", "x": frame.x.svg, "y": (frame.bottom + 14).svg],
          note.fitted(to: frame.width))
        canvas.newline()
      }
      draw(layout, into: &canvas, in: frame)
    }
  }

  private func summary(_ layout: TreeLayout) -> String {
    let leaves = nodes.count { $0.branches.isEmpty }
    let text =
      "A tree of \(NumberFormat.count(nodes.count)) nodes, "
      + "\(NumberFormat.count(leaves)) of them leaves. The root asks for \(nodes[0].name)."
    return layout.note.map { "\(text) \($0)" } ?? text
  }
}
