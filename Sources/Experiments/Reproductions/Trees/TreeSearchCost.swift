import Estimators
import Foundation

/// What it costs at least to find a tree, and what plain binary search takes.
///
/// Each query sees one node, and each answer carries at most log2(identities) bits, so that a tree of
/// m leaves needs at least max(m, bits of all splits / log2(identities)) queries. A threshold has
/// log2(width / epsilon) bits, of the width that the splits above leave of its feature; a split of k
/// categories has log2 of the number of partitions of k, Bell's number.
struct TreeSearchCost: Hashable {
  /// The lower bound, in queries.
  let floor: Int
  /// Σ ⌈log2(width / epsilon)⌉ over thresholds, k over splits of k categories, and a query per leaf.
  let binarySearch: Int

  /// The cost of a tree whose features have the ranges of its schema.
  init(_ tree: DecisionTree, epsilon: Double) {
    var (bits, queries) = (0.0, 0)
    var open = [(node: 0, region: Region(tree.schema))]
    while let (index, region) = open.popLast() {
      let node = tree.nodes[index]
      guard let split = node.split else { continue }
      switch (region[split.feature], tree.schema.features[split.feature].kind) {
      case (.interval(let above, let upTo), .numeric(let minimum, let maximum)):
        let width = min(upTo, maximum) - max(above, minimum)
        let own = max(0, log2(max(width, epsilon) / epsilon))
        bits += own
        queries += Int(own.rounded(.up))
      case (.categories(let present), _):
        bits += log2(Self.partitions(of: present.count))
        queries += present.count
      default: break
      }
      for (branch, child) in node.children.enumerated() {
        guard let side = region[split.feature].narrowed(to: branch, of: split) else { continue }
        var narrowed = region
        narrowed[split.feature] = side
        open.append((child, narrowed))
      }
    }
    let identities = Set(tree.nodes.map(\.answer)).count
    let leaves = tree.leaves.count
    floor = max(leaves, Int((bits / max(1, log2(Double(identities)))).rounded(.up)))
    binarySearch = queries + leaves
  }

  /// The number of ways to part a set (Bell's triangle).
  static func partitions(of count: Int) -> Double {
    var row = [1.0]
    for _ in 0..<count {
      row = row.reduce(into: [row.last ?? 1]) { next, value in
        next.append(next[next.count - 1] + value)
      }
    }
    return row[0]
  }
}
