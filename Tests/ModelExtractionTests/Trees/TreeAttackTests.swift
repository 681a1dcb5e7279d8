import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

/// What holds of every attack on decision trees.
@Suite struct TreeAttackTests {
  private static let attacks: [any TreeAttack] = [
    PathFinding(), TopDown(), TopDown(usesFields: false), AdaptiveTreeExtraction(),
    AdaptiveTreeExtraction(usesFields: false),
    AdaptiveTreeExtraction(usesIncompleteQueries: false, usesFields: false),
  ]

  /// 200 trees, of 2 to 1,000 leaves; the larger, the fewer: the paper's attacks take long on them.
  private static let sizes: [Int] = (0..<200).map { index in
    let share = Double(index) / 199
    return 2 + Int(998 * share * share * share * share * share * share)
  }

  // Each tree is attacked by the paper's two attacks and by ours.
  @Test(arguments: 0..<20)
  func uniqueIdentitiesGiveTheTargetsStructure(part: Int) async throws {
    for index in stride(from: part, to: 200, by: 20) {
      let tree = try TreeFixture.tree(leaves: Self.sizes[index], seed: UInt64(index + 1))
      for attack in [PathFinding(), TopDown(), AdaptiveTreeExtraction()] as [any TreeAttack] {
        let copy = try await TreeFixture.extract(tree, by: attack)
        let comparison = TreeComparison(of: copy.copy, with: tree, epsilon: 1e-3)
        #expect(comparison.isEqual, "tree \(index + 1) by \(copy.method): \(comparison)")
        #expect(copy.unprovenLeaves.isEmpty && copy.uncoveredLeaves.isEmpty && !copy.isPartial)
        #expect(abs(copy.provenShare - 1) < 1e-9)
        #expect(copy.identities == tree.leaves.count)
      }
    }
  }

  @Test(arguments: [2, 3, 7, 20, 60])
  func servicesThatTellLessAreEnoughToo(leaves: Int) async throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let tree = try TreeFixture.tree(leaves: leaves, seed: seed)
      for attack in Self.attacks {
        let copy = try await TreeFixture.extract(tree, by: attack, filters: [.withoutFields])
        let comparison = TreeComparison(of: copy.copy, with: tree, epsilon: 1e-3)
        #expect(comparison.isEqual, "\(leaves) leaves, seed \(seed), \(copy.method)")
      }
    }
  }

  @Test func ourAttackAsksLessThanHalfOfTopDown() async throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let tree = try TreeFixture.tree(leaves: 100, seed: seed)
      let topDown = try await TreeFixture.extract(tree, by: TopDown())
      let ours = try await TreeFixture.extract(tree, by: AdaptiveTreeExtraction())
      #expect(2 * ours.queries < topDown.queries)
      #expect(ours.rounds < topDown.rounds)
    }
  }

  @Test func theSameSeedAsksTheSame() async throws {
    let tree = try TreeFixture.tree(leaves: 40, seed: 3, identities: 25)
    for attack in Self.attacks {
      var asked: [[Query]] = []
      for _ in 0..<2 {
        let witness = WitnessOracle(LocalOracle(tree, space: .raw(tree.schema)))
        var generator = PhiloxGenerator(seed: 5)
        let result = try await attack.extract(from: witness, using: &generator)
        #expect(witness.asked.count == result.queries)
        asked.append(witness.asked)
      }
      #expect(asked[0] == asked[1])
    }
  }

  @Test(arguments: [1, 2, 5, 40, 150])
  func aBudgetThatEndsMidwayGivesAPartialTree(budget: Int) async throws {
    let tree = try TreeFixture.tree(leaves: 60, seed: 4)
    for attack in Self.attacks {
      let copy = try await TreeFixture.extract(tree, by: attack, budget: budget)
      #expect(copy.isPartial && copy.queries == budget, "\(copy.method)")
      #expect(copy.copy.leaves.count < 60 && copy.provenShare < 1)
      #expect(!copy.unprovenLeaves.isEmpty || !copy.uncoveredLeaves.isEmpty)
    }
  }

  @Test func moreBudgetGivesABetterCopy() async throws {
    let tree = try TreeFixture.tree(leaves: 60, seed: 4)
    let attack = AdaptiveTreeExtraction()
    let whole = try await TreeFixture.extract(tree, by: attack)
    let half = try await TreeFixture.extract(tree, by: attack, budget: whole.queries / 2)
    #expect(half.provenShare > 0 && half.provenShare < 1)
    #expect(TreeFixture.agreement(half, with: tree) < TreeFixture.agreement(whole, with: tree))
  }

  @Test func notASingleQueryIsAnError() async throws {
    let tree = try TreeFixture.tree(leaves: 5, seed: 1)
    for attack in Self.attacks {
      await #expect {
        try await TreeFixture.extract(tree, by: attack, budget: 0)
      } throws: {
        ($0 as? OracleError)?.code == .budgetExhausted(remaining: 0)
      }
    }
  }

  @Test func aTargetThatContradictsItselfIsNamedWithBothAnswers() async throws {
    let tree = try TreeFixture.tree(leaves: 30, seed: 1)
    for attack in Self.attacks {
      let noisy = NoisyOracle(base: LocalOracle(tree, space: .raw(tree.schema)))
      var generator = PhiloxGenerator(seed: 1)
      do {
        _ = try await attack.extract(from: noisy, using: &generator)
        Issue.record("noise went unnoticed")
      } catch {
        guard case .contradiction(let first, let second, _) = error.code else {
          Issue.record("\(error)")
          continue
        }
        #expect(first != second)
        #expect(error.message.contains("number 0="))
      }
    }
  }

  @Test func pointsOfTheCubeAreRefused() async throws {
    let oracle = LocalOracle(RandomModels.softmax(features: 3, classes: 3, seed: 1))
    for attack in Self.attacks {
      var generator = PhiloxGenerator(seed: 1)
      await #expect {
        try await attack.extract(from: oracle, using: &generator)
      } throws: {
        ($0 as? OracleError)?.code == .unsuitableAnswer
      }
    }
  }

  @Test func aLeafNarrowerThanEpsilonIsReportedAsMerged() async throws {
    // The middle leaf is 0.2 wide and the grid 2.5.
    let tree = try TreeFixture.stripe(upTo: 3.2)
    for attack in [
      PathFinding(epsilon: 2.5), TopDown(epsilon: 2.5), AdaptiveTreeExtraction(epsilon: 2.5),
    ] as [any TreeAttack] {
      let copy = try await TreeFixture.extract(tree, by: attack)
      let comparison = TreeComparison(of: copy.copy, with: tree, epsilon: 2.5)
      #expect(comparison.merged == 1 && !comparison.isEqual, "\(copy.method)")
      #expect(copy.copy.leaves.count == 2)
      // With a finer grid nothing is merged.
      var finer = attack
      finer.epsilon = 0.01
      let exact = try await TreeFixture.extract(tree, by: finer)
      #expect(TreeComparison(of: exact.copy, with: tree, epsilon: 0.01).isEqual)
    }
  }

  @Test func aLoneLeafIsATree() async throws {
    let tree = try DecisionTree(
      schema: TreeFixture.schema(), nodes: [.init(answer: .init(label: 1, confidence: 0.7))])
    for attack in Self.attacks {
      let copy = try await TreeFixture.extract(tree, by: attack)
      #expect(copy.copy.nodes.map(\.answer) == tree.nodes.map(\.answer))
    }
  }
}

/// An oracle whose confidences are noisy.
private struct NoisyOracle<Base: Oracle>: Oracle {
  let base: Base
  private let noise = Counter()

  init(base: Base) { self.base = base }

  var space: InputSpace { base.space }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    var answers = try await base.query(inputs)
    for index in answers.indices {
      answers[index].scores = .top(Double(await noise.next() % 97) / 100)
    }
    return answers
  }
}

private actor Counter {
  private var count = 0

  func next() -> Int {
    count += 1
    return count * 31
  }
}
