import Foundation
import LinearAlgebra

/// A random decision tree of a given shape, to be attacked where the answer must be known.
///
/// A path of the wanted depth comes first, then random leaves are split until there are enough.
/// Thresholds lie halfway between two values that the data could hold, as those of trained trees
/// do. Confidences have five decimals, as BigML's; each inner node has an identity of its
/// own, while leaves may share theirs.
public struct RandomTree: Sendable {
  /// The features and classes; without classes the tree predicts numbers.
  public var schema: Schema
  /// Number of leaves, at least 2.
  public var leaves: Int
  /// Splits on the longest path; `nil` for no wish.
  public var depth: Int?
  /// Different identities of leaves; `nil` for as many as leaves.
  public var identities: Int?
  /// Decimals of each numeric feature's data, by feature; 0 where it isn't told.
  public var decimals: [Int: Int]
  /// Share of the categorical splits that have a branch per category; the others set one category
  /// apart.
  public var branchingShare: Double
  /// How much less often each feature is split on than the one before it: 1 for alike.
  public var skew: Double
  /// Share of the leaves beyond the identities that have that of the leaf beside them; the others
  /// have any, though never that of a sibling.
  public var neighbouring: Double
  /// Training rows that the confidences of classes are to look like: those of small leaves are few
  /// and far between, those of large ones close together. `nil` for any numbers.
  public var rows: Int?

  /// A tree of a shape.
  public init(
    schema: Schema, leaves: Int, depth: Int? = nil, identities: Int? = nil,
    decimals: [Int: Int] = [:], branchingShare: Double = 0.3, skew: Double = 1,
    neighbouring: Double = 0, rows: Int? = nil
  ) {
    precondition(leaves >= 2, "a tree of \(leaves) leaves has no split")
    self.schema = schema
    self.leaves = leaves
    self.depth = depth
    self.identities = identities
    self.decimals = decimals
    self.branchingShare = branchingShare
    self.skew = skew
    self.neighbouring = neighbouring
    self.rows = rows
  }

  /// Grows a tree.
  ///
  /// - Throws: `EstimatorError` of code `unfitData` if the features leave no room for so many
  ///   leaves, or for the depth.
  public func tree(
    using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> DecisionTree {
    var growth = Growth(self)
    try growth.grow(using: &generator)
    return try DecisionTree(schema: schema, nodes: growth.answered(using: &generator))
  }
}

/// A tree on its way.
private struct Growth {
  let shape: RandomTree
  var nodes: [DecisionTree.Node] = []
  var regions: [Region] = []
  var depths: [Int] = []
  /// Leaves that may be split.
  var open: [Int] = [0]
  var leaves = 1

  init(_ shape: RandomTree) {
    self.shape = shape
    var whole = Region(shape.schema)
    for (index, feature) in shape.schema.features.enumerated() {
      if case .numeric(let minimum, let maximum) = feature.kind {
        whole[index] = .interval(above: minimum, upTo: maximum)
      }
    }
    nodes = [DecisionTree.Node(answer: .init(label: 0))]
    regions = [whole]
    depths = [0]
  }

  mutating func grow(using generator: inout some RandomNumberGenerator) throws(EstimatorError) {
    var tip = 0
    while let depth = shape.depth, depths[tip] < depth {
      guard split(tip, allowing: shape.leaves - leaves, using: &generator),
        let child = nodes[tip].children.last
      else { throw noRoom }
      open.removeAll { $0 == tip }
      // The larger part goes on, so that a long path finds room.
      tip = nodes[tip].children.max { room(of: $0) < room(of: $1) } ?? child
    }
    while leaves < shape.leaves {
      guard !open.isEmpty else { throw noRoom }
      let index = generator.integer(below: open.count)
      let leaf = open.remove(at: index)
      _ = split(leaf, allowing: shape.leaves - leaves, using: &generator)
    }
  }

  private var noRoom: EstimatorError {
    EstimatorError(
      .unfitData,
      "\(shape.schema.features.count) features leave no room for \(shape.leaves) leaves"
        + (shape.depth.map { " at depth \($0)" } ?? ""))
  }

  /// How much can still be split, in bits.
  private func room(of node: Int) -> Double {
    regions[node].sides.enumerated().reduce(0) { sum, pair in
      switch pair.element {
      case .interval(let above, let upTo):
        let steps = (upTo - above) / unit(pair.offset)
        return sum
          + (steps > 1
            ? Double(Int(steps.rounded(.up)).bitWidth - Int(steps.rounded(.up)).leadingZeroBitCount)
            : 0)
      case .categories(let present): return sum + Double(present.count - 1)
      }
    }
  }

  /// The distance of neighbouring values of a feature.
  private func unit(_ feature: Int) -> Double {
    (0..<(shape.decimals[feature] ?? 0)).reduce(1) { unit, _ in unit / 10 }
  }

  /// Splits a leaf on a random feature; whether one left room and the children weren't too many.
  private mutating func split(
    _ leaf: Int, allowing extra: Int, using generator: inout some RandomNumberGenerator
  ) -> Bool {
    guard extra > 0 else { return false }
    for feature in features(using: &generator) {
      guard
        let split = split(regions[leaf][feature], feature, allowing: extra, using: &generator)
      else { continue }
      nodes[leaf].split = split
      for branch in 0..<split.branches {
        var region = regions[leaf]
        guard let side = region[feature].narrowed(to: branch, of: split) else { continue }
        region[feature] = side
        nodes[leaf].children.append(nodes.count)
        if depths[leaf] + 1 < shape.depth ?? .max { open.append(nodes.count) }
        nodes.append(DecisionTree.Node(answer: .init(label: 0)))
        regions.append(region)
        depths.append(depths[leaf] + 1)
      }
      leaves += split.branches - 1
      return true
    }
    return false
  }

  /// The features in random order, those of more weight earlier (Efraimidis and Spirakis 2006).
  private func features(using generator: inout some RandomNumberGenerator) -> [Int] {
    let count = shape.schema.features.count
    guard shape.skew != 1 else { return generator.permutation(count) }
    var weight = 1.0
    let keys = (0..<count).map { feature in
      defer { weight *= shape.skew }
      return (feature, -log(1 - generator.uniform()) / weight)
    }
    return keys.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func split(
    _ side: Region.Side, _ feature: Int, allowing extra: Int,
    using generator: inout some RandomNumberGenerator
  ) -> Split? {
    switch side {
    case .interval(let above, let upTo):
      let unit = unit(feature)
      let (first, last) = ((above / unit).rounded(.up), (upTo / unit).rounded(.down))
      guard last - first >= 2 else { return nil }
      // Neither edge, so that the narrowest leaf still holds a value.
      let place = first + Double(generator.integer(below: Int(last - first)))
      let power = (0..<(shape.decimals[feature] ?? 0)).reduce(1.0) { product, _ in product * 10 }
      let threshold = (place + 0.5) / power
      return above < threshold && threshold < upTo
        ? .threshold(feature: feature, threshold) : nil
    case .categories(let present):
      guard present.count > 1 else { return nil }
      if present.count - 1 <= extra, generator.uniform() < shape.branchingShare {
        return .categories(feature: feature, groups: present.map { [$0] })
      }
      let single = present[generator.integer(below: present.count)]
      return .categories(feature: feature, groups: [[single], present.filter { $0 != single }])
    }
  }

  /// The nodes with their answers: random ones, none of them twice but at leaves that share.
  mutating func answered(
    using generator: inout some RandomNumberGenerator
  ) -> [DecisionTree.Node] {
    var used: Set<DecisionTree.Answer> = []
    /// An answer that no other node has, of a node with so many leaves below.
    func fresh(_ below: Int) -> DecisionTree.Answer {
      var (mean, draws) = (Double(below * (shape.rows ?? 0)) / Double(leaves), 0)
      while true {
        let answer = answer(meanRows: shape.rows == nil ? nil : mean, using: &generator)
        if used.insert(answer).inserted { return answer }
        // Where few rows leave few confidences, some more do.
        draws += 1
        if draws % 200 == 0 { mean = mean * 1.5 + 1 }
      }
    }
    let ends = nodes.indices.filter { nodes[$0].split == nil }
    let count = min(shape.identities ?? ends.count, ends.count)
    let pool = (0..<count).map { _ in fresh(1) }
    var parents: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for child in node.children { parents[child] = index }
    }
    var below = nodes.map { $0.split == nil ? 1 : 0 }
    for index in nodes.indices.reversed() where nodes[index].split != nil {
      below[index] = nodes[index].children.reduce(0) { $0 + below[$1] }
      nodes[index].answer = fresh(below[index])
    }
    // Every identity once, then the first ones again and again: small leaves are much alike.
    let order = generator.permutation(ends.count)
    for (place, rank) in order.prefix(count).enumerated() { nodes[ends[rank]].answer = pool[place] }
    let places = depthFirst(ends)
    var given = Set(order.prefix(count).map { ends[$0] })
    for rank in order.dropFirst(count) {
      let leaf = ends[rank]
      if generator.uniform() < shape.neighbouring,
        let near = neighbour(of: leaf, in: places, among: given)
      {
        nodes[leaf].answer = nodes[near].answer
      } else {
        let siblings = Set(parents[leaf].map { nodes[$0].children } ?? []).subtracting([leaf])
        var choice = 0
        for _ in 0..<50 {
          choice = Int(Double(count) * generator.uniform() * generator.uniform())
          let isTaken = siblings.contains {
            nodes[$0].split == nil && nodes[$0].answer == pool[choice]
          }
          if !isTaken { break }
        }
        nodes[leaf].answer = pool[choice]
      }
      given.insert(leaf)
    }
    return nodes
  }

  /// A random answer; with Wilson's bound of about as many rows, if these are given.
  private func answer(
    meanRows: Double?, using generator: inout some RandomNumberGenerator
  ) -> DecisionTree.Answer {
    let confidence = Double(1 + generator.integer(below: 99_999)) / 100_000
    guard !shape.schema.classes.isEmpty else {
      return .init(value: Double(generator.integer(below: 1_000_000)) / 100, confidence: confidence)
    }
    let label = generator.integer(below: shape.schema.classes.count)
    guard let meanRows else { return .init(label: label, confidence: confidence) }
    // Sizes fall off exponentially, and the rarer class has a share that is small more often.
    let count = 1 + Int(-meanRows * log(1 - generator.uniform()))
    let others = Int(Double(count) * generator.uniform() * generator.uniform() / 2)
    return .init(
      label: label,
      confidence: NodeConfidence.rounded(
        NodeConfidence.lowerBound(majority: count - others, of: count)))
  }

  /// The leaves from left to right.
  private func depthFirst(_ leaves: [Int]) -> [Int] {
    var found: [Int] = []
    var open = [0]
    while let node = open.popLast() {
      if nodes[node].split == nil { found.append(node) }
      open += nodes[node].children.reversed()
    }
    return found
  }

  /// The nearest leaf to the left or right that has its answer.
  private func neighbour(of leaf: Int, in places: [Int], among given: Set<Int>) -> Int? {
    guard let place = places.firstIndex(of: leaf) else { return nil }
    for distance in 1..<places.count {
      for other in [place - distance, place + distance]
      where places.indices.contains(other) && given.contains(places[other]) {
        return places[other]
      }
    }
    return nil
  }
}
