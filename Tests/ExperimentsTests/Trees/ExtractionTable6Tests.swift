import Estimators
import Foundation
import ModelExtraction
import Reports
import Testing

@testable import Experiments

@Suite struct ExtractionTable6Tests {
  @Test(arguments: StandInTree.all.indices)
  func aStandInHasThePublishedShape(index: Int) throws {
    let standIn = StandInTree.all[index]
    let published = try #require(PublishedTree.all[standIn.key])
    let tree = try standIn.tree()
    #expect(tree.leaves.count == published.leaves && tree.depth == published.depth)
    let identities = Set(tree.leaves.map { tree.nodes[$0].answer })
    #expect(identities.count == published.identities)
    #expect(tree.isRegression == (standIn.classes == 0))
  }

  @Test func theKindsOfFeatureAddUpToThePublishedNumber() {
    #expect(StandInTree.all.map(\.features.count) == [31, 12, 7, 14, 46, 11, 13, 7])
  }

  // The figures of the issue: top-down near the published count, ours a third or half of it, exact
  // where identities are unique, and at least the published accuracy of top-down elsewhere.
  @Test func eachRowReachesItsFigures() async throws {
    let reproduction = try await ExtractionTable6().run()
    let rows = reproduction.rows.filter { $0.labels["decimals"] == nil }
    func row(_ key: String, _ attack: TreeAttackKind) throws -> Reproduction.Row {
      try #require(
        rows.first {
          $0.labels["model"] == .name(key) && $0.labels["attack"] == .name(attack.rawValue)
        })
    }
    for standIn in StandInTree.all {
      let topDown = try row(standIn.key, .topDown)
      let ours = try row(standIn.key, .adaptive)
      let (spent, published) = (
        topDown.measured["queries"] ?? 0, topDown.published["queries"] ?? 1
      )
      #expect(abs(spent / published - 1) <= 0.1, "\(standIn.key): \(spent)")
      let isLoose = ["steak", "gss", "bitcoin"].contains(standIn.key)
      #expect(
        (ours.measured["queries"] ?? .infinity) <= spent / (isLoose ? 2 : 3), "\(standIn.key)")
      for key in ["test", "uniform"] {
        let (measured, paper) = (ours.measured[key] ?? 0, ours.published[key] ?? 1)
        #expect(measured >= paper, "\(standIn.key) \(key): \(measured)")
      }
      if standIn.identities == standIn.leaves {
        for attack in TreeAttackKind.allCases {
          #expect(try row(standIn.key, attack).measured["structure_equal"] == 1)
        }
      }
    }
    let real = try row("german-credit-real", .adaptive)
    #expect(real.measured["queries"] ?? .infinity <= 500 && real.measured["structure_equal"] == 1)
    #expect(reproduction.rows.count { $0.labels["decimals"] != nil } == 8 * 4 * 2)
    #expect(reproduction.table.text().contains("adaptive (ours)"))
    #expect(reproduction.furtherTables.count == 1)
  }

  @Test func aUsersOwnDataHaveARow() async throws {
    let source = DataSource(Fixture.subscribers, options: DatasetOptions(target: "tier"))
    let reproduction = try await ExtractionTable6(isQuick: true, data: source).run()
    let own = reproduction.rows.filter { $0.labels["model"] == .name("data") }
    #expect(own.count == 3 && own.allSatisfy { ($0.measured["queries"] ?? 0) > 0 })
    #expect(!reproduction.rows.contains { $0.labels["model"] == .name("irs") })
  }

  @Test func theFigureListsEveryStepOfEachAttack() async throws {
    let figure = try await ExtractionFigure3().run()
    #expect(figure.rows.map { $0.measured["structure_equal"] } == [1, 1, 1])
    let steps = figure.table.rows.count { row in
      if case .cells(_) = row { return true }
      return false
    }
    #expect(Double(steps) == figure.rows.reduce(0) { $0 + ($1.measured["queries"] ?? 0) })
    #expect(figure.preface.contains("Size <= 40"))
    // The paper's own: {Size = 50, Color = R} comes to id2.
    let tree = try ExtractionFigure3.tree()
    let node = tree.node(for: Query([.category(0), .number(50)]))
    #expect(tree.schema.classes[tree.nodes[node].answer.label] == "id2")
  }

  // Bell's numbers; one threshold of 10 / 0.1 has 7 bits, rounded up.
  @Test func theLowerBoundIsThatOfBits() throws {
    #expect([1, 2, 3, 4, 5].map { TreeSearchCost.partitions(of: $0) } == [1, 2, 5, 15, 52])
    let tree = try DecisionTree(
      schema: Schema(
        features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 10))], target: "y",
        classes: ["a", "b"]),
      nodes: [
        .init(
          answer: .init(label: 0, confidence: 0.1), split: .threshold(feature: 0, 3),
          children: [1, 2]),
        .init(answer: .init(label: 0, confidence: 0.2)),
        .init(answer: .init(label: 1, confidence: 0.3)),
      ])
    let cost = TreeSearchCost(tree, epsilon: 0.1)
    #expect(cost.floor == 5)  // log2(100) / log2(3) = 4.2
    #expect(cost.binarySearch == 7 + 2)
  }
}
