import Estimators
import PredictionServices
import Testing

@testable import PredictionServices

@Suite struct RowAnswersTests {
  private func answers(_ text: String, _ schema: Schema) throws -> [ServiceAnswer] {
    let model = ServiceModel("m", schema: schema, of: MLflowService().profile)
    let rows = try #require(try JSON(parsing: Array(text.utf8), allowingNonFinite: true).array)
    return try RowAnswers(model).answers(rows, to: rows.count)
  }

  @Test("a string, a whole number and a truth value are labels")
  func labels() throws {
    let found = try answers("[\"good\", 0, true, [1]]", loans)
    #expect(found.map(\.prediction) == [1, 0, 1, 1].map { Prediction(label: $0) })
  }

  @Test("a list holds a probability per class")
  func lists() throws {
    let found = try answers("[[0.25, 0.5, 0.25]]", flowers)
    #expect(
      found == [
        ServiceAnswer(
          Prediction(probabilities: [0.25, 0.5, 0.25]), numerals: ["0.25", "0.5", "0.25"])
      ])
  }

  @Test(
    "one number that isn't whole makes all numbers of a batch probabilities of the second class")
  func positives() throws {
    let found = try answers("[0.75, 1, [0.25]]", loans)
    #expect(found.map(\.prediction.probabilities) == [[0.25, 0.75], [0, 1], [0.75, 0.25]])
    #expect(found.map(\.prediction.label) == [1, 1, 0])
    #expect(throws: ServiceError.self) { try answers("[0.75]", flowers) }
  }

  @Test("an object names its label and its scores")
  func objects() throws {
    let found = try answers(
      """
      [{"label": "setosa", "score": 0.9}, {"class": 2},
       {"classes": ["virginica", "setosa", "versicolor"], "scores": [0.1, 0.7, 0.2]},
       {"probabilities": {"setosa": 0.5, "versicolor": 0.3, "virginica": 0.2}},
       {"classes": ["virginica", "setosa"], "scores": [0.1, 0.7]}]
      """, flowers)
    #expect(
      found.map(\.prediction) == [
        Prediction(label: 0, scores: .top(0.9)), Prediction(label: 2),
        Prediction(probabilities: [0.7, 0.2, 0.1]), Prediction(probabilities: [0.5, 0.3, 0.2]),
        Prediction(
          label: 0,
          scores: .likeliest([.init(label: 0, score: 0.7), .init(label: 2, score: 0.1)])),
      ])
    #expect(found[4].numerals == ["0.1", "0.7"])
  }

  @Test("a target that is a number is read from a number, a list of one and an object")
  func values() throws {
    let found = try answers("[1.5, [2], {\"value\": 3e2}]", prices)
    #expect(found.map(\.prediction.value) == [1.5, 2, 300])
    #expect(found.map(\.numerals) == [["1.5"], ["2"], ["3e2"]])
  }

  @Test(
    "what makes no sense is refused",
    arguments: [
      "[null]", "[\"maroon\"]", "[7]", "[[0.5, 0.5]]", "[[0.5, NaN, 0.5]]", "[[0.5, null, 0.5]]",
      "[[0.1, 0.2, Infinity]]", "[{}]", "[{\"scores\": [0.1, 0.9]}]", "[[]]", "[{\"score\": 0.4}]",
      "[{\"classes\": [\"setosa\", \"setosa\"], \"scores\": [0.1, 0.2]}]", "[[0.1, 0.2, 1e999]]",
    ])
  func refused(text: String) {
    #expect { try answers(text, flowers) } throws: {
      ($0 as? ServiceError)?.code == .malformedAnswer
    }
  }
}
