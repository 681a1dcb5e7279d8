public import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// The path-finding attack of the paper, with complete queries.
///
/// Tramèr et al. 2016, Algorithm 1: from a random input, a line search along each feature finds
/// the predicates of the leaf that it reaches, and inputs in other leaves, which wait in a queue. An
/// identity counts as visited only where the input satisfies the predicates of one of its leaves, so
/// that leaves which share an identity are told apart, if their predicates differ.
/// Costs O(m (d_cat k + d_num m log(range / epsilon))) queries for m leaves.
public struct PathFinding: TreeAttack {
  public var epsilon: Double
  /// The first input; a random one for none.
  public var start: Query?

  /// An attack that finds thresholds to within epsilon, 1e-3 by default as in the paper.
  public init(epsilon: Double = 1e-3, start: Query? = nil) {
    self.epsilon = epsilon
    self.start = start
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> TreeExtraction {
    let clock = ContinuousClock.now
    let schema = try schema(of: oracle)
    var target = Interrogation(oracle)
    var thresholds = ThresholdTable(features: schema.features.count)
    var leaves: [FoundLeaf] = []
    var visited: [Int: [Int]] = [:]
    var queue = [start ?? schema.randomRow(using: &generator)]
    var next = 0
    while next < queue.count {
      let input = queue[next]
      next += 1
      guard let identity = try await target.ask([input]).first?.identity else { break }
      let isKnown = visited[identity, default: []].contains {
        leaves[$0].contains(input, thresholds)
      }
      if isKnown { continue }
      let searches = schema.features.enumerated().map { index, feature in
        LineSearch(through: input, feature: index, along: feature.line, epsilon: epsilon)
      }
      guard let found = try await LineSearch.run(searches, asking: &target) else {
        leaves.append(FoundLeaf(identity: identity, input: input, schema: schema))
        break
      }
      var leaf = FoundLeaf(identity: identity, input: input, schema: schema)
      for search in found {
        for piece in search.pieces {
          if piece.holds(input.values[search.feature]) {
            leaf.restrict(search.feature, to: piece, &thresholds)
          } else {
            queue.append(input.replacing(search.feature, with: piece.value))
          }
        }
      }
      visited[identity, default: []].append(leaves.count)
      leaves.append(leaf)
    }
    let assembly = try TreeAssembly(schema, thresholds, target.table).tree(of: leaves)
    let counts = Dictionary(grouping: leaves, by: \.identity).mapValues(\.count)
    var notes: [String] = []
    let shared = counts.count { $0.value > 1 }
    if shared > 0 {
      notes.append(
        "\(shared) identities are shared by several leaves, between which a line search can miss "
          + "splits")
    }
    return TreeExtraction(
      copy: assembly.tree, method: "path finding", queries: target.queries, rounds: target.rounds,
      epsilon: epsilon, isPartial: target.isOver,
      unprovenLeaves: Set(
        assembly.origins.filter { target.isOver || counts[leaves[$0.value].identity] != 1 }.keys),
      uncoveredLeaves: assembly.uncovered,
      seconds: clock.duration(to: .now).seconds, notes: notes)
  }
}

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

extension LineSearch.Piece {
  /// Whether a value lies on this part of the line.
  func holds(_ value: Value) -> Bool {
    switch value {
    case .number(let number):
      (below.map { $0.middle < number } ?? true) && (above.map { number < $0.middle } ?? true)
    case .category(let category): categories.contains(category)
    case .missing: false
    }
  }
}

extension Feature {
  /// The line through all values of the feature.
  var line: LineSearch.Line {
    switch kind {
    case .numeric(let minimum, let maximum): .numbers(from: minimum, to: maximum)
    case .categorical(let names): .categories(Array(names.indices))
    }
  }
}
