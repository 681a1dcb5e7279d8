import Estimators
import LinearAlgebra
import Testing

@Suite struct TreePruningTests {
  private func tree(_ pruning: TreeLimits.Pruning, minimumLeafSize: Int = 1) throws -> DecisionTree
  {
    var generator = PhiloxGenerator(seed: 1)
    let limits = TreeLimits(minimumLeafSize: minimumLeafSize, pruning: pruning)
    return try ClassificationTree(limits: limits).fit(Dataset.mixed(), using: &generator)
  }

  @Test func aHigherPriceOfLeavesGivesASubtree() throws {
    var leaves = try tree(.none).leaves.count
    for alpha in [0, 1e-4, 1e-3, 3e-3, 1e-2, 1] {
      let pruned = try tree(.costComplexity(alpha)).leaves.count
      #expect(pruned <= leaves)
      leaves = pruned
    }
    #expect(leaves == 1)
  }

  @Test func pruningByConfidenceTakesWhatNoiseGrew() throws {
    let (full, pruned) = (try tree(.none), try tree(.confidence))
    #expect(pruned.leaves.count < full.leaves.count && pruned.leaves.count > 1)
    let unseen = Dataset.mixed(seed: 2)
    func right(_ tree: DecisionTree) -> Int {
      zip(tree.predictions(for: unseen.inputs), unseen.labels).count { $0.label == $1 }
    }
    #expect(right(pruned) >= right(full))
  }

  // Eight rows: the root parts 6 of one class from one of each. The pair's split lowers the
  // weighted impurity by 2/8 · 1/2 = 1/8, so that it goes at a price of 1/8 and stays below.
  @Test func aBranchGoesAtItsPrice() throws {
    let schema = Schema(
      features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 9))], target: "t",
      classes: ["a", "b"])
    let data = Dataset(
      name: "eight", schema: schema,
      inputs: [0, 0, 0, 0, 0, 0, 5, 6].map { Query([.number($0)]) },
      labels: [0, 0, 0, 0, 0, 0, 1, 0])
    var generator = PhiloxGenerator(seed: 1)
    func leaves(_ alpha: Double) throws -> Int {
      try ClassificationTree(limits: TreeLimits(pruning: .costComplexity(alpha)))
        .fit(data, using: &generator).leaves.count
    }
    #expect(try leaves(0.10) == 3)
    // Root: impurity 7/32; the whole tree costs three leaves, the root alone one: both links go at
    // a price of 7/64.
    #expect(try leaves(7.0 / 64 + 1e-9) == 1)
  }
}
