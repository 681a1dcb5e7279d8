import Estimators
import LinearAlgebra
import Testing

@Suite struct RandomTreeTests {
  private let schema = Schema(
    features: [
      Feature(name: "x", kind: .numeric(minimum: 0, maximum: 100)),
      Feature(name: "y", kind: .numeric(minimum: -1, maximum: 1)),
      Feature(name: "c", kind: .categorical(["a", "b", "c", "d"])),
    ], target: "t", classes: ["no", "yes"])

  private func tree(
    _ shape: RandomTree, seed: UInt64 = 1
  ) throws -> DecisionTree {
    var generator = PhiloxGenerator(seed: seed)
    return try shape.tree(using: &generator)
  }

  @Test(arguments: [(2, 1, 2), (10, 6, 4), (60, 9, 60), (120, 14, 30)])
  func theShapeIsTheOneAskedFor(leaves: Int, depth: Int, identities: Int) throws {
    for rows in [nil, 5000] {
      let tree = try tree(
        RandomTree(
          schema: schema, leaves: leaves, depth: depth, identities: identities,
          decimals: [1: 2], rows: rows))
      #expect(tree.leaves.count == leaves && tree.depth == depth)
      let answers = tree.leaves.map { tree.nodes[$0].answer }
      #expect(Set(answers).count == identities)
      let inner = tree.nodes.filter { $0.split != nil }.map(\.answer)
      #expect(Set(inner).count == inner.count && Set(inner).isDisjoint(with: answers))
    }
  }

  @Test func thresholdsLieHalfwayBetweenValuesOfTheData() throws {
    let tree = try tree(RandomTree(schema: schema, leaves: 40, decimals: [1: 2]))
    for case .threshold(let feature, let threshold)? in tree.nodes.map(\.split) {
      let scaled = feature == 1 ? threshold * 100 : threshold
      #expect(abs(scaled - scaled.rounded(.down) - 0.5) < 1e-9)
    }
  }

  @Test func theSameSeedGrowsTheSameTree() throws {
    let shape = RandomTree(schema: schema, leaves: 30, skew: 0.5, neighbouring: 0.5)
    #expect(try tree(shape, seed: 4) == tree(shape, seed: 4))
    #expect(try tree(shape, seed: 4) != tree(shape, seed: 5))
  }

  @Test func siblingsDoNotShareAnIdentityUnlessAskedTo() throws {
    let tree = try tree(RandomTree(schema: schema, leaves: 60, identities: 20))
    for node in tree.nodes where node.children.allSatisfy({ tree.nodes[$0].split == nil }) {
      let answers = node.children.map { tree.nodes[$0].answer }
      #expect(Set(answers).count == answers.count)
    }
  }

  @Test func featuresWithoutRoomAreAnError() {
    let narrow = Schema(
      features: [Feature(name: "c", kind: .categorical(["a", "b", "c"]))], target: "t",
      classes: ["no", "yes"])
    #expect {
      try tree(RandomTree(schema: narrow, leaves: 4))
    } throws: {
      ($0 as? EstimatorError)?.code == .unfitData
    }
  }
}
