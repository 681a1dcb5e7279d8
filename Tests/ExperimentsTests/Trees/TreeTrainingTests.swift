import Estimators
import Experiments
import Foundation
import Testing

@Suite struct TreeTrainingTests {
  private func train(
    _ data: String, limits: TreeLimits = TreeLimits(minimumLeafSize: 5)
  ) throws -> TrainedTree {
    try TreeTraining(on: DataSource(data), limits: limits, seed: 3).run()
  }

  @Test func aTreeOfMixedColumnsDoesBetterThanItsCommonestClass() throws {
    let trained = try train("german-credit", limits: TreeLimits(pruning: .confidence))
    let accuracy = try #require(trained.test?.accuracy)
    #expect(accuracy > 0.68 && trained.training.accuracy ?? 0 > accuracy - 0.05)
    #expect(trained.training.error == nil)
    #expect(trained.file.schema.features.count == 20)
    let kinds = trained.file.tree.nodes.compactMap { node -> String? in
      switch node.split {
      case .threshold?: "number"
      case .categories?: "category"
      case nil: nil
      }
    }
    #expect(Set(kinds) == ["number", "category"])
  }

  @Test func aNumberIsPredictedWithinItsSpread() throws {
    let trained = try train("randhie-medical", limits: TreeLimits(minimumLeafSize: 200))
    #expect(trained.file.tree.isRegression && trained.file.provenance?.numericTarget == true)
    #expect(trained.training.accuracy == nil)
    let error = try #require(trained.test?.error)
    let mean = try #require(trained.file.tree.nodes[0].answer.value)
    #expect(error > 0 && error < 10 * mean)
  }

  @Test(arguments: ["iris", "german-credit", "randhie-medical", Fixture.subscribers])
  func provenanceLeadsBackToTheRowsThatWereHeldOut(data: String) throws {
    let trained = try train(data)
    let rows = try EvaluationRows(for: trained.file, points: 10, seed: 1)
    let test = try #require(rows.test, "\(rows.note ?? "")")
    let all = try #require(rows.all)
    #expect(test.count == all.count - Int((Double(all.count) * 0.7).rounded()))
    #expect(rows.uniform.count == 10)
    // Those that were fitted fill the leaves.
    let tree = trained.file.tree
    let fitted = tree.leaves.reduce(0) { $0 + (tree.nodes[$1].count ?? 0) }
    #expect(fitted == all.count - test.count)
  }

  @Test func theSummaryHoldsTheKeysOfTheContract() throws {
    let json = try Fixture.json(
      TreeTrainingSummary(try train("iris"), data: "iris", out: "tree.json"))
    #expect(json["model"] as? String == "tree")
    #expect(json["classes"] as? Int == 3 && json["features"] as? Int == 4)
    for key in ["parameters", "leaves", "identities", "depth"] {
      #expect(json[key] is Int, "\(key)")
    }
    for key in ["train_accuracy", "test_accuracy"] {
      #expect((0.8...1).contains(try #require(json[key] as? Double)), "\(key)")
    }
    #expect(json["train_error"] is NSNull)
    #expect(json["seconds"] is Double)
  }

  @Test func theSummaryIsTold() throws {
    let iris = TreeTrainingSummary(try train("iris"), data: "iris", out: "tree.json").text
    #expect(iris.hasPrefix("decision tree: 4 features, 3 classes, "))
    #expect(iris.contains("accuracy ") && iris.hasSuffix("written to tree.json"))
    let trained = try train("randhie-medical", limits: TreeLimits(maximumDepth: 3))
    let medical = TreeTrainingSummary(trained, data: "d", out: "t.json")
    let leaves = trained.file.tree.leaves.count
    #expect(medical.text.contains("a number, \(leaves) leaves"))
    #expect(medical.text.contains("root mean squared error "))
  }
}
