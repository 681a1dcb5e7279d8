import Estimators
import Foundation
import Testing

@testable import Experiments

@Suite struct BinnedTrainingTests {
  private func train(
    _ data: String, _ regression: BinnedRegression = BinnedRegression()
  ) throws -> TrainedBinned {
    try BinnedTraining(regression, on: DataSource(data), seed: 3).run()
  }

  @Test func theSummaryHoldsTheKeysOfTheContract() throws {
    let trained = try train("iris")
    let summary = BinnedTrainingSummary(trained, data: "iris", out: "b.json")
    let json = try Fixture.json(summary)
    #expect(json["model"] as? String == "binned" && json["link"] as? String == "softmax")
    #expect(json["classes"] as? Int == 3)
    let columns = try #require(json["features"] as? Int)
    #expect(json["thresholds"] as? Int == columns - 4)
    #expect(json["parameters"] as? Int == 3 * (columns + 1))
    for key in ["train_accuracy", "test_accuracy"] {
      #expect((0.8...1).contains(try #require(json[key] as? Double)), "\(key)")
    }
    #expect(json["seconds"] is Double && json["converged"] as? Bool == true)
    #expect(summary.text.hasPrefix("binned softmax regression: \(columns) columns, "))
  }

  @Test(arguments: ["iris", Fixture.subscribers])
  func aFileIsToldByItsContentsAndComparedWithItself(data: String) async throws {
    let file = try train(data).file
    try await Fixture.withTemporaryFolder { folder in
      let path = folder.appending(path: "b.json").path
      try file.write(to: path)
      guard case .binned(file) = try TargetFile.read(from: path) else {
        Issue.record("a binned regression was taken for another kind")
        return
      }
      let error = #expect(throws: EstimatorError.self) { try TargetFile.tree(from: path) }
      #expect(error?.message.contains("holds a binned regression") == true)
    }
    let rows = try EvaluationRows(for: file, points: 100, seed: 1)
    let same = try Comparison(of: file, with: file, on: rows)
    #expect(same.fidelity.test?.fidelity == 1 && same.fidelity.uniform.totalVariation == 0)
    #expect(same.testPoints > 0 && same.uniformPoints == 100)
    let other = try train("diabetes").file
    let error = #expect(throws: EstimatorError.self) {
      try Comparison(of: other, with: file, on: rows)
    }
    #expect(error?.message.contains("can't be compared") == true)
  }
}
