import Estimators
import LinearAlgebra
import Testing

@testable import ModelExtraction

@Suite struct TreeAssemblyTests {
  /// The leaves of a tree as path finding would know them, and the table of their thresholds.
  private func leaves(
    of tree: DecisionTree
  ) -> (leaves: [FoundLeaf], thresholds: ThresholdTable, identities: IdentityTable) {
    var thresholds = ThresholdTable(features: tree.schema.features.count)
    var identities = IdentityTable()
    let found = LeafRegion.all(of: tree).map { region in
      let identity = identities.number(of: NodeIdentity(tree.nodes[region.node].answer.prediction))
      var leaf = FoundLeaf(
        identity: identity, input: Query(tree.schema.features.map { _ in .missing }),
        schema: tree.schema)
      for (feature, side) in region.region.sides.enumerated() {
        switch side {
        case .interval(let above, let upTo):
          func number(_ threshold: Double) -> Int? {
            guard threshold.isFinite else { return nil }
            return thresholds.number(
              of: Bracket(lower: threshold, upper: threshold.nextUp), feature: feature)
          }
          leaf.sides[feature] = .interval(below: number(above), above: number(upTo))
        case .categories(let present): leaf.sides[feature] = .categories(Set(present))
        }
      }
      return leaf
    }
    return (found, thresholds, identities)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func leavesInAnyOrderGiveTheTreeBack(seed: UInt64) throws {
    let tree = try TreeFixture.tree(leaves: 40, seed: seed)
    let (found, thresholds, identities) = leaves(of: tree)
    var generator = PhiloxGenerator(seed: seed)
    let shuffled = generator.permutation(found.count).map { found[$0] }
    let assembled = try TreeAssembly(tree.schema, thresholds, identities).tree(of: shuffled)
    #expect(assembled.uncovered.isEmpty && assembled.origins.count == 40)
    #expect(TreeComparison(of: assembled.tree, with: tree, epsilon: 1e-9).isEqual)
  }

  @Test func aRegionWithoutALeafIsUncovered() throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    let (found, thresholds, identities) = leaves(of: tree)
    let assembled = try TreeAssembly(tree.schema, thresholds, identities)
      .tree(of: [found[0], found[2]])
    #expect(assembled.uncovered.count == 1)
    let node = assembled.tree.node(for: Query([.number(4), .number(0.5)]))
    #expect(assembled.uncovered.contains(node))
  }

  @Test func partsOfOneLeafAreMended() throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    var (found, thresholds, _) = leaves(of: tree)
    let cut = thresholds.number(of: Bracket(lower: 0.5, upper: 0.5.nextUp), feature: 1)
    var (low, high) = (found[1], found[1])
    low.sides[1] = .interval(below: nil, above: cut)
    high.sides[1] = .interval(below: cut, above: nil)
    found.remove(at: 1)
    let mended = (found + [high, low]).mended(thresholds)
    #expect(mended.count == 3)
  }
}
