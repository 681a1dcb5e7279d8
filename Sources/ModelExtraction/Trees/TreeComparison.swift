public import Estimators

/// Whether a copy has its target's structure: the same leaves, thresholds to within epsilon.
///
/// Leaves are compared as regions, since the order of splits that don't depend on each other can't
/// be told from outside. What lies out of the schema's ranges doesn't count.
public struct TreeComparison: Sendable, Hashable {
  /// Leaves of the target, with what categories without a branch leave at inner nodes.
  public let leaves: Int
  /// Leaves of the copy, counted alike.
  public let copyLeaves: Int
  /// Leaves of the target that the copy has: same answer, same categories, thresholds to epsilon.
  public let matched: Int
  /// Leaves of the target that are narrower than epsilon in some feature and that the copy lacks.
  public let merged: Int
  /// The largest distance of a matched threshold from the target's.
  public let largestShift: Double

  /// Whether the copy has the same leaves and no more.
  public var isEqual: Bool { matched == leaves && copyLeaves == leaves }

  /// Compares a copy with its target, which have the same features.
  ///
  /// - Complexity: O(leaves x (features + depth)).
  public init(of copy: DecisionTree, with target: DecisionTree, epsilon: Double) {
    let schema = target.schema
    func reachable(_ tree: DecisionTree) -> [(region: LeafRegion, middle: Query)] {
      LeafRegion.all(of: tree).compactMap { region in
        region.middle(in: schema).map { (region, $0) }
      }
    }
    let theirs = reachable(target)
    let ours = reachable(copy)
    let byNode = Dictionary(
      ours.map { ($0.region.node, $0.region) }, uniquingKeysWith: { first, _ in first })
    var (matched, merged, largest) = (0, 0, 0.0)
    for (leaf, middle) in theirs {
      let other = byNode[copy.node(for: middle)]
      let shift = other.flatMap {
        copy.nodes[$0.node].answer == target.nodes[leaf.node].answer
          ? leaf.region.shift(to: $0.region, in: schema) : nil
      }
      if let shift, shift <= epsilon * (1 + 1e-6) {
        matched += 1
        largest = max(largest, shift)
      } else if leaf.region.narrowest(in: schema) <= epsilon {
        merged += 1
      }
    }
    leaves = theirs.count
    copyLeaves = ours.count
    self.matched = matched
    self.merged = merged
    largestShift = largest
  }

  /// Share of the rows that two trees answer alike: the same class, or the same number.
  ///
  /// A row that ends in one of the `uncovered` leaves of the copy counts as answered otherwise, as
  /// in the paper, where it matches no leaf.
  public static func agreement(
    of copy: DecisionTree, with target: DecisionTree, on rows: [Query],
    uncovered: Set<Int> = []
  ) -> Double {
    guard !rows.isEmpty else { return 1 }
    let equal = rows.count { row in
      let node = copy.node(for: row)
      let ours = copy.nodes[node].answer
      let theirs = target.nodes[target.node(for: row)].answer
      return !uncovered.contains(node) && ours.label == theirs.label && ours.value == theirs.value
    }
    return Double(equal) / Double(rows.count)
  }
}

extension Region {
  /// The largest distance between the bounds of two regions; `nil` if their categories differ.
  fileprivate func shift(to other: Region, in schema: Schema) -> Double? {
    var largest = 0.0
    for (index, feature) in schema.features.enumerated() {
      switch (self[index], other[index], feature.kind) {
      case (
        .interval(let above, let upTo), .interval(let otherAbove, let otherUpTo),
        .numeric(let minimum, let maximum)
      ):
        // What lies out of the range can't be seen.
        largest = max(largest, abs(max(above, minimum) - max(otherAbove, minimum)))
        largest = max(largest, abs(min(upTo, maximum) - min(otherUpTo, maximum)))
      case (.categories(let mine), .categories(let theirs), _):
        if mine != theirs { return nil }
      default: return nil
      }
    }
    return largest
  }

  /// The width of the narrowest interval, of the part within the range.
  fileprivate func narrowest(in schema: Schema) -> Double {
    zip(sides, schema.features).reduce(.infinity) { width, pair in
      guard
        case (.interval(let above, let upTo), .numeric(let minimum, let maximum)) = (
          pair.0, pair.1.kind
        )
      else { return width }
      return min(width, min(upTo, maximum) - max(above, minimum))
    }
  }
}
