import Estimators
import Oracles

/// Puts a tree together from leaves of which only the predicates are known.
///
/// A split that no leaf lies across comes first, the most even one where there are several: the
/// target's own root is among them. Where every split cuts a leaf, which happens if leaves of one
/// identity were taken for one, the leaf is cut.
struct TreeAssembly {
  /// The tree, and where its leaves come from.
  struct Assembled {
    let tree: DecisionTree
    /// The number of the found leaf of each leaf of the tree.
    let origins: [Int: Int]
    /// Leaves of the tree that hold no found leaf.
    let uncovered: Set<Int>
  }

  private let schema: Schema
  private let thresholds: [[Double]]
  private let identities: IdentityTable

  init(_ schema: Schema, _ table: ThresholdTable, _ identities: IdentityTable) {
    self.schema = schema
    thresholds = table.brackets.map { $0.map(\.shortestDecimal) }
    self.identities = identities
  }

  /// A leaf in place: what is left of it in the region at hand.
  private struct Placed {
    let origin: Int
    let identity: Int
    var sides: [Side]
  }

  private enum Side {
    case interval(above: Double, upTo: Double)
    case categories(Set<Int>)
  }

  /// A region that is to become a node.
  private struct Task {
    let node: Int
    let leaves: [Placed]
    let region: Region
    /// The answer of the nearest node above that has one.
    let fallback: Int
  }

  func tree(of leaves: [FoundLeaf]) throws(OracleError) -> Assembled {
    let placed = leaves.enumerated().map { origin, leaf in
      Placed(
        origin: origin, identity: leaf.identity,
        sides: leaf.sides.enumerated().map { feature, side in
          switch side {
          case .interval(let below, let above):
            .interval(
              above: below.map { thresholds[feature][$0] } ?? -.infinity,
              upTo: above.map { thresholds[feature][$0] } ?? .infinity)
          case .categories(let set): .categories(set)
          }
        })
    }
    var nodes: [DecisionTree.Node] = [placeholder(placed.first?.identity ?? 0)]
    var origins: [Int: Int] = [:]
    var uncovered: Set<Int> = []
    var tasks = [
      Task(
        node: 0, leaves: placed, region: Region(schema), fallback: placed.first?.identity ?? 0)
    ]
    while let task = tasks.popLast() {
      guard let first = task.leaves.first else {
        nodes[task.node] = placeholder(task.fallback)
        uncovered.insert(task.node)
        continue
      }
      nodes[task.node] = placeholder(first.identity)
      guard let split = bestSplit(of: task.leaves) ?? edge(of: first, in: task.region) else {
        origins[task.node] = first.origin
        continue
      }
      nodes[task.node].split = split
      if leavesRest(split, of: task.region) { uncovered.insert(task.node) }
      for branch in 0..<split.branches {
        guard let side = task.region[split.feature].narrowed(to: branch, of: split) else {
          continue
        }
        var region = task.region
        region[split.feature] = side
        nodes[task.node].children.append(nodes.count)
        tasks.append(
          Task(
            node: nodes.count, leaves: task.leaves.compactMap { cut($0, branch, of: split) },
            region: region, fallback: first.identity))
        nodes.append(placeholder(first.identity))
      }
    }
    do {
      return Assembled(
        tree: try DecisionTree(schema: schema, nodes: nodes), origins: origins,
        uncovered: uncovered)
    } catch {
      throw OracleError(.unsuitableAnswer, "the leaves make no tree: \(error)")
    }
  }

  private func placeholder(_ identity: Int) -> DecisionTree.Node {
    DecisionTree.Node(answer: identities[identity].answer)
  }

  /// A split along a predicate of a leaf that doesn't fill its region; `nil` if it does.
  private func edge(of leaf: Placed, in region: Region) -> Split? {
    for (feature, side) in leaf.sides.enumerated() {
      switch (side, region[feature]) {
      case (.interval(let above, let upTo), .interval(let lower, let upper)):
        if above > lower { return .threshold(feature: feature, above) }
        if upTo < upper { return .threshold(feature: feature, upTo) }
      case (.categories(let set), .categories(let present)):
        if set.count < present.count {
          return .categories(feature: feature, groups: [set.sorted()])
        }
      default: break
      }
    }
    return nil
  }

  /// Whether a split has no branch for some category of a region.
  private func leavesRest(_ split: Split, of region: Region) -> Bool {
    guard case .categories(let feature, let groups) = split,
      case .categories(let present) = region[feature]
    else { return false }
    return groups.joined().count < present.count
  }

  /// The split that cuts the fewest leaves; of these the most even one.
  private func bestSplit(of leaves: [Placed]) -> Split? {
    var best: (split: Split, cut: Int, largest: Int)?
    func offer(_ split: Split, cut: Int, largest: Int) {
      if let best, (best.cut, best.largest) <= (cut, largest) { return }
      best = (split, cut, largest)
    }
    for feature in schema.features.indices {
      switch schema.features[feature].kind {
      case .numeric: numericSplits(feature, leaves, offer)
      case .categorical: categorySplit(feature, leaves, offer)
      }
    }
    return best?.split
  }

  private func numericSplits(
    _ feature: Int, _ leaves: [Placed], _ offer: (Split, Int, Int) -> Void
  ) {
    var lowers: [Double] = []
    var uppers: [Double] = []
    for leaf in leaves {
      guard case .interval(let above, let upTo) = leaf.sides[feature] else { return }
      lowers.append(above)
      uppers.append(upTo)
    }
    let (smallest, largest) = (lowers.min() ?? 0, uppers.max() ?? 0)
    let candidates = Set(lowers + uppers).filter {
      $0.isFinite && smallest <= $0 && $0 <= largest && ($0 > smallest || smallest > -.infinity)
    }
    guard !candidates.isEmpty else { return }
    lowers.sort()
    uppers.sort()
    for threshold in candidates.sorted() {
      // Left: begins before the threshold. Right: ends after it.
      let left = lowers.lowerBound(of: threshold)
      let right = uppers.count - uppers.upperBound(of: threshold)
      guard left > 0, right > 0 else { continue }
      offer(
        .threshold(feature: feature, threshold), left + right - leaves.count, max(left, right))
    }
  }

  /// The categories in groups that no leaf joins.
  private func categorySplit(
    _ feature: Int, _ leaves: [Placed], _ offer: (Split, Int, Int) -> Void
  ) {
    var groups: [Set<Int>] = []
    for leaf in leaves {
      guard case .categories(let set) = leaf.sides[feature] else { return }
      let (joined, apart) = (
        groups.filter { !$0.isDisjoint(with: set) }, groups.filter { $0.isDisjoint(with: set) }
      )
      groups = apart + [joined.reduce(set) { $0.union($1) }]
    }
    guard groups.count > 1 else {
      // Only cutting a leaf helps: off with the smallest set, if it isn't all.
      let sets = Set(
        leaves.compactMap { leaf -> Set<Int>? in
          if case .categories(let set) = leaf.sides[feature] { set } else { nil }
        })
      guard sets.count > 1, let all = groups.first,
        let smallest = sets.min(by: {
          ($0.count, $0.sorted().first ?? 0) < ($1.count, $1.sorted().first ?? 0)
        }),
        smallest.count < all.count
      else { return }
      let counts = leaves.map { leaf -> (Bool, Bool) in
        guard case .categories(let set) = leaf.sides[feature] else { return (false, false) }
        return (!set.isDisjoint(with: smallest), !set.isSubset(of: smallest))
      }
      let (left, right) = (counts.count(where: \.0), counts.count(where: \.1))
      offer(
        .categories(
          feature: feature, groups: [smallest.sorted(), all.subtracting(smallest).sorted()]),
        left + right - leaves.count, max(left, right))
      return
    }
    let sorted = groups.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    let largest =
      sorted.map { group in
        leaves.count { leaf in
          if case .categories(let set) = leaf.sides[feature] {
            !set.isDisjoint(with: group)
          } else {
            false
          }
        }
      }.max() ?? 0
    offer(.categories(feature: feature, groups: sorted), 0, largest)
  }

  /// What a branch leaves of a leaf.
  private func cut(_ leaf: Placed, _ branch: Int, of split: Split) -> Placed? {
    var leaf = leaf
    switch (split, leaf.sides[split.feature]) {
    case (.threshold(let feature, let threshold), .interval(let above, let upTo)):
      if branch == 0 {
        guard above < threshold else { return nil }
        leaf.sides[feature] = .interval(above: above, upTo: min(upTo, threshold))
      } else {
        guard upTo > threshold else { return nil }
        leaf.sides[feature] = .interval(above: max(above, threshold), upTo: upTo)
      }
    case (.categories(let feature, let groups), .categories(let set)):
      let left = set.intersection(groups[branch])
      guard !left.isEmpty else { return nil }
      leaf.sides[feature] = .categories(left)
    default: return nil
    }
    return leaf
  }
}

extension [Double] {
  /// The number of elements below a bound, in a sorted array.
  fileprivate func lowerBound(of bound: Double) -> Int { partition { $0 < bound } }

  /// The number of elements up to a bound, in a sorted array.
  fileprivate func upperBound(of bound: Double) -> Int { partition { $0 <= bound } }

  private func partition(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
