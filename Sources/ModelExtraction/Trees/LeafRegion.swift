public import Estimators

/// The inputs that end at one node of a tree: those of a leaf, or an inner node's rest of
/// categories that no child takes.
public struct LeafRegion: Sendable, Hashable {
  /// The node that answers.
  public let node: Int
  /// What reaches it.
  public let region: Region
  /// Whether the node is no leaf, and these are the categories that its children leave.
  public let isRest: Bool

  /// The regions of a tree, which no two share an input and together hold all complete rows.
  ///
  /// - Complexity: O(nodes x features).
  public static func all(of tree: DecisionTree) -> [LeafRegion] {
    var found: [LeafRegion] = []
    var open = [(node: 0, region: Region(tree.schema))]
    while let (node, region) = open.popLast() {
      guard let split = tree.nodes[node].split else {
        found.append(LeafRegion(node: node, region: region, isRest: false))
        continue
      }
      for (branch, child) in tree.nodes[node].children.enumerated() {
        guard let side = region[split.feature].narrowed(to: branch, of: split) else { continue }
        var narrowed = region
        narrowed[split.feature] = side
        open.append((child, narrowed))
      }
      if case .categories(_, let groups) = split,
        case .categories(let present) = region[split.feature]
      {
        let rest = Set(present).subtracting(groups.joined()).sorted()
        guard !rest.isEmpty else { continue }
        var left = region
        left[split.feature] = .categories(rest)
        found.append(LeafRegion(node: node, region: left, isRest: true))
      }
    }
    return found.sorted { ($0.node, $0.isRest ? 1 : 0) < ($1.node, $1.isRest ? 1 : 0) }
  }

  /// The probability that a random row of the schema lies here.
  public func volume(in schema: Schema) -> Double {
    zip(region.sides, schema.features).reduce(1) { volume, pair in
      switch (pair.0, pair.1.kind) {
      case (.interval(let above, let upTo), .numeric(let minimum, let maximum)):
        guard maximum > minimum else {
          return above < minimum && minimum <= upTo ? volume : 0
        }
        let width = min(upTo, maximum) - max(above, minimum)
        return volume * max(0, width) / (maximum - minimum)
      case (.categories(let present), .categorical(let names)):
        return volume * Double(present.count) / Double(names.count)
      default: return 0
      }
    }
  }

  /// A row in the middle of the region, within the schema's ranges; `nil` if none lies there.
  public func middle(in schema: Schema) -> Query? {
    var values: [Value] = []
    for (side, feature) in zip(region.sides, schema.features) {
      switch (side, feature.kind) {
      case (.interval(let above, let upTo), .numeric(let minimum, let maximum)):
        let (lower, upper) = (max(above, minimum), min(upTo, maximum))
        guard lower < upper || (lower == upper && above < lower) else { return nil }
        // The middle of two neighbours is the lower one, which lies outside.
        let middle = lower + (upper - lower) / 2
        values.append(.number(middle > above ? middle : upper))
      case (.categories(let present), _):
        guard let first = present.first else { return nil }
        values.append(.category(first))
      default: return nil
      }
    }
    return Query(values)
  }
}
