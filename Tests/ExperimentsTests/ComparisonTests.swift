import Estimators
import Experiments
import Foundation
import Testing

@Suite struct ComparisonTests {
  @Test func aModelEqualsItself() throws {
    let file = try Fixture.target()
    let data = EvaluationData(for: file, seed: 1)
    let json = try Fixture.json(Comparison(of: file, with: file, on: data))
    #expect(json["test_points"] as? Int == 45)
    #expect(json["uniform_points"] as? Int == 10_000)
    let fidelity = try #require(json["fidelity"] as? [String: Any])
    for (key, value) in ["test": 1.0, "uniform": 1, "test_tv": 0, "uniform_tv": 0] {
      #expect(fidelity[key] as? Double == value)
    }
  }

  @Test func twoSplitsOfOneTableCanBeCompared() throws {
    let (target, other) = (try Fixture.target(seed: 1), try Fixture.target(seed: 2))
    let data = EvaluationData(for: target, seed: 1)
    #expect(try Comparison(of: other, with: target, on: data).fidelity.uniform.fidelity > 0.8)
  }

  @Test(arguments: [
    ("iris", "blobs", "'sepal_length_cm'"), ("circles", "moons", "'x' is a number from"),
    ("blobs", "circles", "the target knows the classes '0', '1', '2'"),
  ])
  func modelsOfDifferentDataAreRefusedWithTheDifference(
    target: String, copy: String, reason: String
  ) throws {
    let file = try Fixture.target(on: target)
    let data = EvaluationData(for: file, points: 10, seed: 1)
    #expect {
      try Comparison(of: Fixture.target(on: copy), with: file, on: data)
    } throws: { error in
      "\(error)".contains("can't be compared") && "\(error)".contains(reason)
    }
  }

  @Test func withoutRowsThePointsAreZeroAndANoteSaysWhy() throws {
    let trained = try Fixture.target()
    let file = ModelFile(trained.stored, schema: trained.schema)
    let data = EvaluationData(for: file, points: 10, seed: 1)
    let comparison = try Comparison(of: trained, with: file, on: data)
    #expect(comparison.testPoints == 0)
    #expect(comparison.notes.count == 1)
  }
}
