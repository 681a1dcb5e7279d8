import Estimators
import Oracles

extension TreeMap {
  /// The copy, as far as it is known, and whether each of its leaves is proven.
  func tree() throws(OracleError) -> (DecisionTree, [Int: Bool]) {
    var nodes: [DecisionTree.Node] = []
    var proven: [Int: Bool] = [:]
    func reserve(_ identity: Int) -> Int {
      nodes.append(DecisionTree.Node(answer: answer(identity)))
      return nodes.count - 1
    }
    let first = rootCell.root
    guard let identity = first.leaves.lazy.compactMap(\.samples.first?.identity).first else {
      throw OracleError(.unsuitableAnswer, "the target gave no answer to rebuild a tree from")
    }
    var open = [(part: first, cell: rootCell, place: reserve(identity), identity: identity)]
    while let (part, cell, place, identity) = open.popLast() {
      if let split = part.split {
        switch split {
        case .threshold(let position, let bracket):
          nodes[place].split = .threshold(
            feature: cell.given[position], bracket.shortestDecimal)
        case .groups(let position, let groups):
          nodes[place].split = .categories(feature: cell.given[position], groups: groups)
        }
        for child in part.children {
          let own = child.samples.first?.identity ?? identity
          let next = reserve(own)
          nodes[place].children.append(next)
          open.append((child, cell, next, own))
        }
      } else if let below = part.cell, below.root.split != nil || !below.root.samples.isEmpty {
        open.append((below.root, below, place, identity))
      } else if let cut = halfFound(part, cell) {
        nodes[place].split = cut.split
        for own in cut.identities {
          let next = reserve(own)
          nodes[place].children.append(next)
          proven[next] = false
        }
      } else {
        if let own = part.samples.first?.identity { nodes[place].answer = answer(own) }
        proven[place] = isProven(part, cell)
      }
    }
    do {
      return (try DecisionTree(schema: schema, nodes: nodes), proven)
    } catch {
      throw OracleError(.unsuitableAnswer, "the answers make no tree: \(error)")
    }
  }

  /// A split that was being searched when the budget ended, in the middle of where it may be.
  private func halfFound(
    _ part: TreePart, _ cell: TreeCell
  ) -> (split: Split, identities: [Int])? {
    guard let search = part.search, let (position, bracket) = search.bracket,
      bracket.lower < bracket.upper
    else { return nil }
    return (
      .threshold(feature: cell.given[position], bracket.middle),
      [search.lower.identity, search.upper.identity]
    )
  }
}
