import Estimators

/// The rows that give some features and lack the others, below one node that asked for the last of
/// them; with complete queries, all rows.
///
/// Within a cell each identity stands for a box. The cell looks for a tree of splits that no box
/// lies across, which is built anew when an answer turns up on both sides of one.
final class TreeCell {
  /// The features that are given, by position.
  let given: [Int]
  /// The position of the feature that the node above is known to split on.
  let wanted: Int?
  private(set) var root: TreePart
  /// Identities that several nodes share, so that no hull can be trusted.
  private(set) var loose: Set<Int> = []
  /// Identities of nodes that lie between two neighbouring values of the grid.
  private(set) var merged: Set<Int> = []
  /// Points to be asked again, since their answers contradict each other or are shared.
  var doubts: [[Value]] = []
  /// Pairs of points that were searched to the end: again they would give what they gave.
  private var searched: Set<[Value]> = []
  /// Whether rows between the ends were asked, though both were answered alike.
  var hasLookedForHidden = false
  /// Whether something is still to be asked here.
  var isOpen = true

  /// Whether every identity may be shared, so that no hull is ever trusted.
  private let sharesIdentities: Bool

  init(given: [Int], wanted: Int?, extents: [Extent], sharesIdentities: Bool) {
    self.sharesIdentities = sharesIdentities
    self.given = given
    self.wanted = wanted
    root = TreePart(extents)
  }

  /// Whether a feature is none that an identity's node looked at.
  func isIgnored(_ fields: [Int]?) -> (Int) -> Bool {
    guard let fields else { return { _ in false } }
    return { !fields.contains(self.given[$0]) }
  }

  /// Notes that a search between two points has ended.
  func noteSearch(_ ends: [Value]) { searched.insert(ends) }

  func wasSearched(_ ends: [Value]) -> Bool { searched.contains(ends) }

  func isLoose(_ identity: Int) -> Bool { sharesIdentities || loose.contains(identity) }

  func loosen(_ identity: Int) { loose.insert(identity) }

  /// Puts a sample in its part.
  func insert(_ values: [Value], _ identity: Int) {
    part(of: values).samples.append(TreePart.Sample(values: values, identity: identity))
  }

  /// The part at the bottom in which a point lies.
  func part(of values: [Value]) -> TreePart {
    var part = root
    while let split = part.split {
      part = part.children[Self.branch(of: values, by: split)]
    }
    return part
  }

  private static func branch(of values: [Value], by split: TreePart.PartSplit) -> Int {
    switch split {
    case .threshold(let position, let bracket):
      guard case .number(let number) = values[position] else { return 0 }
      return bracket.isLeft(number) ? 0 : 1
    case .groups(let position, let groups):
      guard case .category(let category) = values[position] else { return 0 }
      return groups.firstIndex { $0.contains(category) } ?? 0
    }
  }

  /// Builds the tree of splits anew if an identity has come up on both sides of one.
  func restoreConsistency(_ settling: TreeSettling) {
    var places: [Int: ObjectIdentifier] = [:]
    for part in root.leaves {
      for identity in part.identities where !isLoose(identity) {
        if places.updateValue(ObjectIdentifier(part), forKey: identity) != nil {
          rebuild(settling)
          return
        }
      }
    }
  }

  private func rebuild(_ settling: TreeSettling) {
    let fresh = TreePart(root.extents)
    for part in root.leaves {
      fresh.samples += part.samples
      fresh.facts += part.facts
    }
    fresh.facts += splitFacts
    fresh.isGivenUp = root.isGivenUp
    fresh.probes = root.leaves.map(\.probes).max() ?? 0
    splitFacts = []
    root = fresh
    settling.settle(fresh, in: self)
  }

  /// Thresholds by which parts were split.
  private var splitFacts: [TreePart.Fact] = []

  /// Splits a part and deals its samples and facts out.
  func split(_ part: TreePart, by split: TreePart.PartSplit, _ settling: TreeSettling) {
    part.split = split
    part.search = nil
    let branches: [(Int, Extent)]
    switch split {
    case .threshold(let position, let bracket):
      guard case .interval(let least, let most) = part.extents[position] else { return }
      branches = [
        (position, .interval(least, bracket.lower)), (position, .interval(bracket.upper, most)),
      ]
    case .groups(let position, let groups):
      branches = groups.map { (position, .categories($0)) }
    }
    part.children = branches.map { position, extent in
      var extents = part.extents
      extents[position] = extent
      return TreePart(extents)
    }
    for sample in part.samples {
      if case .threshold(let position, let bracket) = split,
        case .number(let number) = sample.values[position],
        bracket.lower < number, number < bracket.upper
      {
        merged.insert(sample.identity)
        continue
      }
      part.children[Self.branch(of: sample.values, by: split)].samples.append(sample)
    }
    for fact in part.facts {
      if let child = part.children.first(where: {
        $0.contains(fact.lower) && $0.contains(fact.upper)
      }) {
        child.facts.append(fact)
      } else {
        splitFacts.append(fact)
      }
    }
    part.samples = []
    part.facts = []
    // What comes up on both sides in spite of all is of several nodes.
    var sides: [Int: Int] = [:]
    for child in part.children {
      for identity in child.identities { sides[identity, default: 0] += 1 }
    }
    for (identity, count) in sides where count > 1 { loosen(identity) }
    for child in part.children { settling.settle(child, in: self) }
  }
}
