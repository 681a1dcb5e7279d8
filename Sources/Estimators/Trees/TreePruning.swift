extension TreeLimits.Pruning {
  /// Makes leaves of the nodes whose branches aren't worth their cost, from the last one up.
  ///
  /// That every subtree below is as cheap as it can be before its parent is looked at gives the
  /// cheapest tree in one pass, the smallest among equals (Breiman et al. 1984, theorem 3.10).
  /// - Parameters:
  ///   - nodes: The nodes, children after their parent.
  ///   - rows: Number of training rows.
  func cut<Target: TreeTarget>(_ nodes: inout [TreeGrowth<Target>.Node], rows: Int) {
    let penalty: Double
    let error: (Target.Sums) -> Double
    switch self {
    case .none: return
    case .costComplexity(let alpha): (penalty, error) = (alpha * Double(rows), { $0.impurity })
    case .confidence: (penalty, error) = (0, { $0.pessimisticError })
    }
    // What rounding leaves of a branch that improves nothing is no improvement.
    let tolerance = 1e-12 * error(nodes[0].sums)
    var costs = [Double](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      let leaf = error(node.sums) + penalty
      costs[index] = leaf
      guard node.split != nil else { continue }
      let branches =
        node.children.reduce(0) { $0 + costs[$1] } + (node.stopped.map(error) ?? 0)
      if leaf <= branches + tolerance {
        nodes[index].split = nil
        nodes[index].children = []
      } else {
        costs[index] = branches
      }
    }
  }
}
