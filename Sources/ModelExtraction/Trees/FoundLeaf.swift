import Estimators

/// A leaf and its predicates, as path finding knows it.
struct FoundLeaf {
  private(set) var identity: Int
  var sides: [Side]

  /// The predicate on one feature: thresholds by their number, or categories.
  enum Side: Hashable {
    case interval(below: Int?, above: Int?)
    case categories(Set<Int>)
  }

  /// A leaf of which nothing is known but one input.
  init(identity: Int, input: Query, schema: Schema) {
    self.identity = identity
    sides = schema.features.map { feature in
      switch feature.kind {
      case .numeric: .interval(below: nil, above: nil)
      case .categorical(let names): .categories(Set(names.indices))
      }
    }
  }

  mutating func restrict(
    _ feature: Int, to piece: LineSearch.Piece, _ thresholds: inout ThresholdTable
  ) {
    if !piece.categories.isEmpty {
      sides[feature] = .categories(Set(piece.categories))
    } else {
      sides[feature] = .interval(
        below: piece.below.map { thresholds.number(of: $0, feature: feature) },
        above: piece.above.map { thresholds.number(of: $0, feature: feature) })
    }
  }

  /// The same predicates under another identity.
  func renamed(_ identity: Int) -> FoundLeaf {
    var copy = self
    copy.identity = identity
    return copy
  }

  /// Adds the thresholds of a part to those on its outer sides.
  mutating func narrow(
    _ feature: Int, to piece: LineSearch.Piece, _ thresholds: inout ThresholdTable
  ) {
    guard case .interval(let below, let above) = sides[feature] else { return }
    sides[feature] = .interval(
      below: piece.below.map { thresholds.number(of: $0, feature: feature) } ?? below,
      above: piece.above.map { thresholds.number(of: $0, feature: feature) } ?? above)
  }

  func contains(_ input: Query, _ thresholds: ThresholdTable) -> Bool {
    sides.indices.allSatisfy { feature in
      switch (sides[feature], input.values[feature]) {
      case (.interval(let below, let above), .number(let number)):
        return (below.map { thresholds.brackets[feature][$0].middle < number } ?? true)
          && (above.map { number < thresholds.brackets[feature][$0].middle } ?? true)
      case (.categories(let set), .category(let category)): return set.contains(category)
      default: return true
      }
    }
  }
}

extension [FoundLeaf] {
  /// The same leaves, those put together that one threshold or group of categories has cut.
  ///
  /// A search that goes down several splits at once finds a lower one only where it passes, and
  /// cuts what lies beside. All leaves of one identity are one if no other leaf reaches into the
  /// box around them; else those are put together that meet along a whole side.
  /// - Complexity: O(leaves^2 x features).
  func mended(_ thresholds: ThresholdTable) -> [FoundLeaf] {
    Dictionary(grouping: self, by: \.identity).sorted { $0.key < $1.key }.flatMap {
      identity, leaves in
      guard leaves.count > 1 else { return leaves }
      let hull = leaves.dropFirst().reduce(leaves[0]) { $0.hull($1, thresholds) }
      let isAlone = allSatisfy { $0.identity == identity || !$0.overlaps(hull, thresholds) }
      if isAlone { return [hull] }
      var whole: [FoundLeaf] = []
      for var leaf in leaves {
        while let index = whole.firstIndex(where: { $0.union(leaf) != nil }),
          let union = whole[index].union(leaf)
        {
          whole.remove(at: index)
          leaf = union
        }
        whole.append(leaf)
      }
      return whole
    }
  }
}

extension FoundLeaf {
  /// The numbers that a predicate leaves.
  private func bounds(_ feature: Int, _ thresholds: ThresholdTable) -> (Double, Double)? {
    guard case .interval(let below, let above) = sides[feature] else { return nil }
    let brackets = thresholds.brackets[feature]
    return (
      below.map { brackets[$0].middle } ?? -.infinity,
      above.map { brackets[$0].middle } ?? .infinity
    )
  }

  /// The box around two leaves.
  fileprivate func hull(_ other: FoundLeaf, _ thresholds: ThresholdTable) -> FoundLeaf {
    var hull = self
    for feature in sides.indices {
      switch (sides[feature], other.sides[feature]) {
      case (.interval(let below, let above), .interval(let otherBelow, let otherAbove)):
        guard let mine = bounds(feature, thresholds), let theirs = other.bounds(feature, thresholds)
        else { continue }
        hull.sides[feature] = .interval(
          below: mine.0 <= theirs.0 ? below : otherBelow,
          above: mine.1 >= theirs.1 ? above : otherAbove)
      case (.categories(let mine), .categories(let theirs)):
        hull.sides[feature] = .categories(mine.union(theirs))
      default: continue
      }
    }
    return hull
  }

  fileprivate func overlaps(_ other: FoundLeaf, _ thresholds: ThresholdTable) -> Bool {
    sides.indices.allSatisfy { feature in
      switch (sides[feature], other.sides[feature]) {
      case (.categories(let mine), .categories(let theirs)): return !mine.isDisjoint(with: theirs)
      default:
        guard let mine = bounds(feature, thresholds), let theirs = other.bounds(feature, thresholds)
        else { return true }
        return mine.0 < theirs.1 && theirs.0 < mine.1
      }
    }
  }

  /// Both leaves as one, if they have one identity, differ in one feature and meet there.
  fileprivate func union(_ other: FoundLeaf) -> FoundLeaf? {
    let differing = sides.indices.filter { sides[$0] != other.sides[$0] }
    guard identity == other.identity, differing.count == 1 else { return nil }
    var union = self
    switch (sides[differing[0]], other.sides[differing[0]]) {
    case (.interval(let below, let above), .interval(let otherBelow, let otherAbove)):
      if let above, above == otherBelow {
        union.sides[differing[0]] = .interval(below: below, above: otherAbove)
      } else if let below, below == otherAbove {
        union.sides[differing[0]] = .interval(below: otherBelow, above: above)
      } else {
        return nil
      }
    case (.categories(let mine), .categories(let theirs)):
      union.sides[differing[0]] = .categories(mine.union(theirs))
    default: return nil
    }
    return union
  }
}
