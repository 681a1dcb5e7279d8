import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// The top-down attack of the paper, with incomplete queries.
///
/// Tramèr et al. 2016, §4.2: the empty query gives the root's identity. A node is asked again with
/// one more feature, the one that its answer names where the service tells the fields: a line search
/// finds the split and the identities of the children, layer by layer. Before that, the features on
/// the way to the node are searched again within their bounds, since a split on one of them is
/// crossed without a stop. A node without any split is a leaf.
public struct TopDown: TreeAttack {
  public var epsilon: Double
  /// Whether the attack looks at the list of features in an answer.
  public var usesFields: Bool

  /// An attack that finds thresholds to within epsilon, 1e-3 by default as in the paper.
  public init(epsilon: Double = 1e-3, usesFields: Bool = true) {
    self.epsilon = epsilon
    self.usesFields = usesFields
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> TreeExtraction {
    let start = ContinuousClock.now
    var search = TopDownSearch(
      oracle, schema: try schema(of: oracle), epsilon: epsilon, usesFields: usesFields)
    try await search.run()
    let copy = try search.copy()
    let counts = Dictionary(grouping: copy.leaves.values, by: \.identity).mapValues(\.count)
    let shared = counts.count { $0.value > 1 }
    return TreeExtraction(
      copy: copy.tree, method: "top-down" + (usesFields ? "" : ", without the list of fields"),
      queries: search.target.queries, rounds: search.target.rounds, epsilon: epsilon,
      isPartial: search.target.isOver,
      unprovenLeaves: Set(
        copy.leaves.filter { !$0.value.isFinished || counts[$0.value.identity] != 1 }.keys),
      uncoveredLeaves: copy.uncovered,
      seconds: start.duration(to: .now).seconds,
      notes: shared == 0
        ? [PathFinding.condition]
        : [
          "\(shared) identities are shared by several leaves, between which a line search can miss "
            + "splits"
        ])
  }
}

/// The state of a top-down attack: nodes that were found, in layers.
struct TopDownSearch<Target: Oracle> {
  private(set) var target: Interrogation<Target>
  private let schema: Schema
  private let epsilon: Double
  private let usesFields: Bool
  private var thresholds: ThresholdTable
  private(set) var nodes: [Node] = []

  /// A node that a query has stopped at.
  struct Node {
    let identity: Int
    let fields: [Int]?
    /// The incomplete query that ends here.
    let query: Query
    /// The bounds of each feature on the way.
    let bounds: [Int: Bounds]
    /// The predicates on the way.
    let leaf: FoundLeaf
    /// Features on the way in which no further split lies.
    var settled: Set<Int>
    /// Whether everything that can be asked here was asked.
    var isFinished = false
    var split: SplitFound?
  }

  /// What is left of a feature.
  enum Bounds {
    case numbers(from: Double, to: Double)
    case categories([Int])

    var line: LineSearch.Line {
      switch self {
      case .numbers(let lower, let upper): .numbers(from: lower, to: upper)
      case .categories(let indices): .categories(indices)
      }
    }
  }

  /// A split into intervals or groups of categories, one child for each.
  struct SplitFound {
    let feature: Int
    var thresholds: [Int] = []
    var groups: [[Int]] = []
    var children: [Int] = []
  }

  init(_ oracle: Target, schema: Schema, epsilon: Double, usesFields: Bool) {
    target = Interrogation(oracle)
    self.schema = schema
    self.epsilon = epsilon
    self.usesFields = usesFields
    thresholds = ThresholdTable(features: schema.features.count)
  }

  /// Explores all nodes, the root's layer first.
  mutating func run() async throws(OracleError) {
    let empty = Query(schema.features.map { _ in .missing })
    guard let root = try await target.ask([empty]).first else { return }
    nodes = [
      Node(
        identity: root.identity, fields: root.fields, query: empty, bounds: [:],
        leaf: FoundLeaf(identity: root.identity, input: empty, schema: schema), settled: [])
    ]
    var next = 0
    while next < nodes.count, !target.isOver {
      nodes[next].isFinished = try await explore(next)
      next += 1
    }
  }

  /// Looks for a split at a node; whether the budget lasted.
  private mutating func explore(_ index: Int) async throws(OracleError) -> Bool {
    let node = nodes[index]
    for feature in node.bounds.keys.sorted() where !node.settled.contains(feature) {
      guard let bounds = node.bounds[feature] else { continue }
      let line = LineSearch(
        through: node.query, feature: feature, along: bounds.line, epsilon: epsilon)
      guard let found = try await LineSearch.run([line], asking: &target)?.first else {
        return false
      }
      nodes[index].settled.insert(feature)
      if found.pieces.count > 1 {
        split(index, by: found)
        return true
      }
    }
    for feature in candidates(node) {
      let line = LineSearch(
        through: node.query, feature: feature, along: schema.features[feature].line,
        epsilon: epsilon)
      guard let found = try await LineSearch.run([line], asking: &target)?.first else {
        return false
      }
      if found.pieces.contains(where: { $0.answer.identity != node.identity }) {
        split(index, by: found)
        return true
      }
    }
    return true
  }

  /// The features by which a node may split: what it asks for, or all that aren't given.
  private func candidates(_ node: Node) -> [Int] {
    let all = schema.features.indices.filter { node.bounds[$0] == nil }
    guard usesFields, let fields = node.fields else { return all }
    let asked = all.filter(fields.contains)
    return asked.isEmpty ? all : asked
  }

  /// Adds a child for each part of a line.
  private mutating func split(_ index: Int, by search: LineSearch) {
    let node = nodes[index]
    var split = SplitFound(feature: search.feature)
    for piece in search.pieces {
      var bounds = node.bounds
      var leaf = node.leaf.renamed(piece.answer.identity)
      if piece.categories.isEmpty {
        guard case .numbers(let lower, let upper) = bounds[search.feature] ?? full(search.feature)
        else { continue }
        bounds[search.feature] = .numbers(
          from: piece.below?.upper ?? lower, to: piece.above?.lower ?? upper)
        leaf.narrow(search.feature, to: piece, &thresholds)
        if let above = piece.above {
          split.thresholds.append(thresholds.number(of: above, feature: search.feature))
        }
      } else {
        bounds[search.feature] = .categories(piece.categories)
        split.groups.append(piece.categories)
        leaf.sides[search.feature] = .categories(Set(piece.categories))
      }
      // The part that holds the query itself is the same node, of which the lines so far are known.
      let isSame = piece.holds(node.query.values[search.feature])
      split.children.append(nodes.count)
      nodes.append(
        Node(
          identity: piece.answer.identity, fields: piece.answer.fields,
          query: isSame ? node.query : node.query.replacing(search.feature, with: piece.value),
          bounds: bounds, leaf: leaf, settled: isSame ? nodes[index].settled : []))
    }
    nodes[index].split = split
  }

  private func full(_ feature: Int) -> Bounds {
    switch schema.features[feature].kind {
    case .numeric(let minimum, let maximum): .numbers(from: minimum, to: maximum)
    case .categorical(let names): .categories(Array(names.indices))
    }
  }

  /// The copy: its tree, the identity of each leaf and whether all was asked there.
  struct Copy {
    let tree: DecisionTree
    let leaves: [Int: (identity: Int, isFinished: Bool)]
    var uncovered: Set<Int> = []
  }

  /// The tree of the nodes as they were found; put together anew from its leaves if several have
  /// one identity, since some may be parts of one.
  func copy() throws(OracleError) -> Copy {
    let (tree, leaves) = try tree()
    let found = leaves.sorted { $0.key < $1.key }.map(\.value.leaf)
    let mended = found.mended(thresholds)
    guard mended.count < found.count, !target.isOver else {
      return Copy(tree: tree, leaves: leaves.mapValues { ($0.identity, $0.isFinished) })
    }
    let assembled = try TreeAssembly(schema, thresholds, target.table).tree(of: mended)
    return Copy(
      tree: assembled.tree,
      leaves: assembled.origins.mapValues { (mended[$0].identity, true) },
      uncovered: assembled.uncovered)
  }

  /// The tree of the nodes, and the node behind each of its leaves.
  private func tree() throws(OracleError) -> (DecisionTree, [Int: Node]) {
    var draft = Draft(answers: nodes.map { target.table[$0.identity].answer })
    var leaves: [Int: Node] = [:]
    var open = [(found: 0, place: draft.reserve(0))]
    while let (found, place) = open.popLast() {
      guard let split = nodes[found].split else {
        leaves[place] = nodes[found]
        continue
      }
      if split.children.count == 1 {
        // The split is known, but what lies beyond it looks alike.
        draft.nodes[place].answer = draft.answers[split.children[0]]
        open.append((split.children[0], place))
      } else if split.groups.isEmpty {
        let values = split.thresholds.map {
          thresholds.value(feature: split.feature, number: $0)
        }
        open += draft.divide(place, on: split.feature, at: values, into: split.children)
      } else {
        open += draft.part(place, on: split.feature, split.groups, into: split.children)
      }
    }
    do {
      return (try DecisionTree(schema: schema, nodes: draft.nodes), leaves)
    } catch {
      throw OracleError(.unsuitableAnswer, "the nodes make no tree: \(error)")
    }
  }
}

/// The nodes of a tree on their way from what was found, with the places of children to come.
private struct Draft {
  /// What each found node answers.
  let answers: [DecisionTree.Answer]
  var nodes: [DecisionTree.Node] = []

  init(answers: [DecisionTree.Answer]) { self.answers = answers }

  mutating func reserve(_ found: Int) -> Int {
    nodes.append(DecisionTree.Node(answer: answers[found]))
    return nodes.count - 1
  }

  /// A split into groups of categories, a child for each.
  mutating func part(
    _ place: Int, on feature: Int, _ groups: [[Int]], into children: [Int]
  ) -> [(found: Int, place: Int)] {
    nodes[place].split = .categories(feature: feature, groups: groups)
    let places = children.map { ($0, reserve($0)) }
    nodes[place].children = places.map(\.1)
    return places.map { (found: $0.0, place: $0.1) }
  }

  /// Splits into intervals, the middle threshold first.
  mutating func divide(
    _ place: Int, on feature: Int, at thresholds: [Double], into children: [Int]
  ) -> [(found: Int, place: Int)] {
    var reached: [(found: Int, place: Int)] = []
    var spans = [(place: place, first: 0, last: children.count - 1)]
    while let span = spans.popLast() {
      guard span.first < span.last else {
        nodes[span.place].answer = answers[children[span.first]]
        reached.append((children[span.first], span.place))
        continue
      }
      let middle = (span.first + span.last) / 2
      nodes[span.place].split = .threshold(feature: feature, thresholds[middle])
      for (first, last) in [(span.first, middle), (middle + 1, span.last)] {
        let next = reserve(children[first])
        nodes[span.place].children.append(next)
        spans.append((next, first, last))
      }
    }
    return reached
  }
}
