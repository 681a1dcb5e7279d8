import Estimators
import Foundation
import Testing

@Suite struct NumericTargetTests {
  private func load(
    _ target: [String], _ kind: DatasetOptions.TargetKind, categorical: Set<String> = [],
    numeric: Set<String> = []
  ) throws -> Dataset {
    let text = "x,y\n" + target.enumerated().map { "\($0 % 3),\($1)\n" }.joined()
    let table = try CSVReader().table(from: Array(text.utf8), name: "t.csv")
    return try DatasetReader(
      DatasetOptions(targetKind: kind, categorical: categorical, numeric: numeric)
    ).dataset(from: table).dataset
  }

  private let many = (0..<150).map { "\(Double($0) / 4)" }
  private let few = (0..<150).map { "\($0 % 5)" }

  @Test func aNumberIsReadAsOneWhereItIsAskedFor() throws {
    let data = try load(few, .number)
    #expect(data.values == (0..<150).map { Double($0 % 5) })
    #expect(data.schema.classes.isEmpty && data.labels == [Int](repeating: 0, count: 150))
    let part = data.selecting([7, 3])
    #expect(part.values == [2, 3] && part.count == 2)
    let text = CSVWriter().text(of: part)
    #expect(text == "x,y\r\n1,2\r\n0,3\r\n")
    let again = try DatasetReader(DatasetOptions(data.schema)).dataset(
      from: CSVReader().table(from: Array(CSVWriter().text(of: data).utf8), name: "t.csv"))
    #expect(again.dataset == data)
  }

  @Test func itIsInferredFromManyValuesOrADeclaration() throws {
    #expect(try load(many, .inferred).values?.count == 150)
    #expect(try load(few, .inferred).values == nil)
    #expect(try load(few, .inferred, numeric: ["y"]).values?.count == 150)
    let words = ["a", "b", "a"]
    #expect(try load(words, .inferred).schema.classes == ["a", "b"])
    let asClasses = #expect(throws: EstimatorError.self) { try load(many, .classes) }
    #expect(asClasses?.message.contains("looks like regression") == true)
    let doubled = many + many
    #expect(try load(doubled, .inferred, categorical: ["y"]).schema.classes.count == 150)
  }

  @Test func wordsAndConstantsAreRefused() {
    let word = #expect(throws: EstimatorError.self) { try load(["1", "b", "2"], .number) }
    #expect(word?.message.contains("t.csv, line 3, column 'y': 'b' is not a finite number") == true)
    let constant = #expect(throws: EstimatorError.self) { try load(["2", "2", "2"], .number) }
    #expect(constant?.message.contains("is 2 in every row") == true)
  }

  @Test func answersThatAreNumbersAgreeIfTheyAreEqual() {
    let target = [Prediction(label: 0, value: 1), Prediction(label: 0, value: 2)]
    let copy = [Prediction(label: 0, value: 1), Prediction(label: 0, value: 2.5)]
    let agreement = Agreement(target: target, copy: copy)
    #expect(agreement.disagreements == 1 && agreement.fidelity == 0.5)
    #expect(agreement.totalVariation.isNaN)
    let full = [Prediction(probabilities: [0.25, 0.75])]
    let other = [Prediction(probabilities: [0.5, 0.5])]
    #expect(Agreement(target: full, copy: other).totalVariation == 0.25)
    #expect(Agreement(target: full, copy: other).disagreements == 1)
    #expect(Agreement(target: [], copy: []).fidelity == 1)
  }
}
