import Estimators
import Experiments
import Foundation
import LinearAlgebra
import Testing

@Suite struct TrainingTests {
  @Test(arguments: ModelKind.allCases)
  func theSameSeedGivesTheSameBytes(kind: ModelKind) throws {
    var training = Training(kind, on: DataSource(kind == .logistic ? "moons" : "iris"), seed: 7)
    training.hyperparameters.iterations = 10
    let first = try training.run().file.json()
    #expect(try training.run().file.json() == first)
    training.seed = 8
    #expect(try training.run().file.json() != first)
  }

  @Test func thirtyPercentOfTheRowsAreHeldOut() throws {
    let file = try Fixture.target()
    let data = EvaluationData(for: file, points: 10, seed: 1)
    #expect(data.all?.rows == 150)
    #expect(data.test?.rows == 45)
    #expect(file.provenance?.trainingFraction == 0.7)
    #expect(file.provenance?.rows == 150)
  }

  @Test func withoutHeldOutRowsThereIsNoTestAccuracy() throws {
    let trained = try Training(.softmax, on: DataSource("iris"), trainingFraction: 1).run()
    #expect(trained.testAccuracy == nil)
    #expect(trained.trainAccuracy > 0.9)
  }

  @Test(arguments: ["iris", "circles", "five-class", "breast-cancer", Fixture.subscribers])
  func provenanceLeadsBackToTheRowsThatWereHeldOut(data: String) throws {
    let trained = try Training(.oneVsRest, on: DataSource(data), seed: 3).run()
    let evaluation = EvaluationData(for: trained.file, points: 10, seed: 1)
    let test = try #require(evaluation.test, "\(evaluation.note ?? "")")
    // Other rows, or other labels for them, would give another accuracy.
    let loaded = try DataSource(data).load().dataset
    let labels = rowLabels(loaded)
    let answers = trained.file.model.probabilities(for: test)
    let correct = (0..<test.rows).count { row in
      labels[Array(test[row: row])]?.contains(
        Prediction(probabilities: answers[row: row]).label) ?? false
    }
    let accuracy = try #require(trained.testAccuracy)
    #expect(Double(correct) / Double(test.rows) >= accuracy)
    #expect(test.rows == loaded.count - Int((Double(loaded.count) * 0.7).rounded()))
  }

  /// The classes that each encoded row has in the data.
  private func rowLabels(_ data: Dataset) -> [[Double]: Set<Int>] {
    let points = data.encoded()
    var labels: [[Double]: Set<Int>] = [:]
    for (row, label) in data.labels.enumerated() {
      labels[Array(points[row: row]), default: []].insert(label)
    }
    return labels
  }

  @Test func theSummaryHoldsTheKeysOfTheContract() throws {
    let trained = try Training(.softmax, on: DataSource("iris")).run()
    let json = try Fixture.json(TrainingSummary(trained, data: "iris", out: "target.json"))
    let keys: Set = [
      "model", "classes", "features", "parameters", "train_accuracy", "test_accuracy", "seconds",
    ]
    #expect(keys.isSubset(of: json.keys))
    #expect(json["model"] as? String == "softmax")
    #expect(json["classes"] as? Int == 3)
    #expect(json["features"] as? Int == 4)
    #expect(json["parameters"] as? Int == 15)
    for key in ["train_accuracy", "test_accuracy"] {
      let value = try #require(json[key] as? Double)
      #expect((0.8...1).contains(value), "\(key) is a fraction")
    }
  }

  @Test func aMissingAccuracyIsNullInTheSummary() throws {
    let trained = try Training(.softmax, on: DataSource("iris"), trainingFraction: 1).run()
    let json = try Fixture.json(TrainingSummary(trained, data: "iris", out: "target.json"))
    #expect(json["test_accuracy"] is NSNull)
  }

  @Test func aSearchThatDidntConvergeNamesTheOptionThatHelps() throws {
    for (kind, option) in [
      (ModelKind.softmax, "--iterations"), (.multilayerPerceptron, "--epochs"),
    ] {
      var training = Training(kind, on: DataSource("iris"))
      training.hyperparameters.iterations = 2
      training.hyperparameters.optimizer = .lbfgs
      let summary = TrainingSummary(try training.run(), data: "iris", out: "target.json")
      #expect(summary.text.contains("not converged: raise \(option)"))
    }
  }
}
