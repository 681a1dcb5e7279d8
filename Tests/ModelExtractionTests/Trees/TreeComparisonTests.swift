import Estimators
import LinearAlgebra
import Testing

@testable import ModelExtraction

@Suite struct TreeComparisonTests {
  @Test func aTreeEqualsItself() throws {
    let tree = try TreeFixture.tree(leaves: 50, seed: 2)
    let comparison = TreeComparison(of: tree, with: tree, epsilon: 1e-9)
    #expect(comparison.isEqual && comparison.matched == 50 && comparison.largestShift == 0)
  }

  @Test func thresholdsMayShiftByEpsilonAndNoMore() throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    let other = try TreeFixture.stripe(upTo: 6.01)
    #expect(TreeComparison(of: other, with: tree, epsilon: 0.02).isEqual)
    let strict = TreeComparison(of: other, with: tree, epsilon: 0.001)
    #expect(!strict.isEqual && strict.matched == 1)
  }

  @Test func anotherAnswerIsAnotherLeaf() throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    let other = try TreeFixture.stripe(upTo: 6, confidences: [0.5, 0.61, 0.7])
    #expect(TreeComparison(of: other, with: tree, epsilon: 0.001).matched == 2)
  }

  // x <= 3 first and z <= 1 below, or the other way round, cut out the same four leaves.
  @Test func theOrderOfIndependentSplitsDoesNotMatter() throws {
    let schema = TreeFixture.schema(numbers: 2, categories: [])
    func tree(_ first: Split, _ second: Split, _ labels: [Int]) throws -> DecisionTree {
      let leaves = labels.map { DecisionTree.Node(answer: .init(label: $0, confidence: 0.5)) }
      let inner = { (split: Split, children: [Int]) in
        DecisionTree.Node(answer: .init(label: 0), split: split, children: children)
      }
      return try DecisionTree(
        schema: schema,
        nodes: [
          inner(first, [1, 2]), inner(second, [3, 4]), inner(second, [5, 6]), leaves[0], leaves[1],
          leaves[2], leaves[3],
        ])
    }
    let (x, z) = (Split.threshold(feature: 0, 3), Split.threshold(feature: 1, 1))
    let comparison = TreeComparison(
      of: try tree(z, x, [0, 2, 1, 0]), with: try tree(x, z, [0, 1, 2, 0]), epsilon: 0)
    #expect(comparison.isEqual)
  }

  @Test func volumesOfAllLeavesAddUpToOne() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let tree = try TreeFixture.tree(leaves: 70, seed: seed)
      let regions = LeafRegion.all(of: tree)
      #expect(regions.count == 70)
      let sum = regions.reduce(0) { $0 + $1.volume(in: tree.schema) }
      #expect(abs(sum - 1) < 1e-9)
      for region in regions {
        let middle = try #require(region.middle(in: tree.schema))
        #expect(tree.node(for: middle) == region.node)
      }
    }
  }

  @Test func rowsInUncoveredLeavesCountAsErrors() throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    var generator = PhiloxGenerator(seed: 1)
    let rows = tree.schema.randomRows(count: 500, using: &generator)
    #expect(TreeComparison.agreement(of: tree, with: tree, on: rows) == 1)
    let share = TreeComparison.agreement(of: tree, with: tree, on: rows, uncovered: [1])
    #expect(abs(share - 0.7) < 0.08)
  }
}
