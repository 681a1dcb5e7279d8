import Testing

@testable import Estimators

@Suite struct QueryReaderTests {
  private let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 0, maximum: 99)),
      Feature(name: "city", kind: .categorical(["Bern", "Rome"])),
    ], target: "pay", classes: ["high", "low"])

  private func queries(_ text: String, missing: Set<String> = []) throws -> [Query] {
    let table = try CSVReader().table(from: Array(text.utf8), name: "q.csv")
    return try QueryReader(schema, missing: missing).queries(from: table)
  }

  @Test func columnsComeInAnyOrderAndOthersAreIgnored() throws {
    #expect(
      try queries("pay,city,age\nhigh,Rome,4\n,Bern,5.5\n") == [
        Query([.number(4), .category(1)]), Query([.number(5.5), .category(0)]),
      ])
  }

  @Test func emptyAndDeclaredCellsAreMissingValues() throws {
    #expect(
      try queries("age,city\n,\nNA,Bern\n", missing: ["NA"]) == [
        Query([.missing, .missing]), Query([.missing, .category(0)]),
      ])
  }

  @Test func whatTheSchemaDoesNotKnowIsNamedByItsPlace() {
    #expect(
      throws: EstimatorError(
        .invalidQuery,
        "q.csv, line 3, column 'city': 'Oslo' is none of the known categories 'Bern', 'Rome'")
    ) { try queries("age,city\n1,Rome\n2,Oslo\n") }
    #expect(
      throws: EstimatorError(
        .invalidQuery, "q.csv, line 2, column 'age': 'inf' is not a finite number")
    ) { try queries("age,city\ninf,Rome\n") }
    #expect(
      throws: EstimatorError(
        .invalidQuery,
        "q.csv: no column for the features 'city'; the columns are 'age', 'town'")
    ) { try queries("age,town\n1,Rome\n") }
  }

  @Test func longListsOfCategoriesAreCut() {
    #expect(
      (0..<30).map(String.init).listed(limit: 3) == "'0', '1', '2', ... (30 in all)")
  }
}
