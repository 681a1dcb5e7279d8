import Estimators
import LinearAlgebra
import Testing

@Suite struct SchemaTests {
  private let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 0, maximum: 99)),
      Feature(name: "city", kind: .categorical(["Bern", "Rome"])),
    ], target: "pay", classes: ["high", "low"])

  @Test func cellsAndQueriesTurnIntoEachOther() throws {
    let query = Query([.number(0.1), .category(1)])
    #expect(schema.cells(of: query) == ["0.1", "Rome"])
    #expect(try schema.query(from: ["0.1", "Rome"]) == query)
    #expect(try schema.query(from: ["", " "]) == Query([.missing, .missing]))
    #expect(
      throws: EstimatorError(.invalidQuery, "expected 2 values, one per feature, found 1")
    ) { try schema.query(from: ["1"]) }
    #expect(
      throws: EstimatorError(.invalidQuery, "column 'age': 'x' is not a finite number")
    ) { try schema.query(from: ["x", "Rome"]) }
  }

  @Test func randomRowsAreUniformOverWhatWasObserved() {
    var generator = PhiloxGenerator(seed: 3)
    let rows = schema.randomRows(count: 4000, using: &generator)
    var sum = 0.0
    var romans = 0
    for row in rows {
      guard case .number(let age) = row.values[0], case .category(let city) = row.values[1] else {
        Issue.record("a random row misses a value")
        return
      }
      #expect(age >= 0 && age <= 99)
      sum += age
      romans += city
    }
    // Five standard errors: 99 / sqrt(12 * 4000) = 0.45 for the mean, sqrt(4000) / 2 = 32 for Rome.
    #expect(abs(sum / 4000 - 49.5) < 2.3)
    #expect(abs(romans - 2000) < 160)
    var again = PhiloxGenerator(seed: 3)
    #expect(rows == schema.randomRows(count: 4000, using: &again))
  }

  @Test(arguments: [UInt64.min, .max])
  func aStuckGeneratorGivesValidRows(word: UInt64) {
    var generator = StuckGenerator(word: word)
    let row = schema.randomRow(using: &generator)
    #expect(row.values[1] == .category(word == 0 ? 0 : 1))
  }
}
