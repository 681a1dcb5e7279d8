import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct DatasetReaderTests {
  private func load(
    _ text: String, _ options: DatasetOptions = DatasetOptions()
  ) throws -> LoadedDataset {
    let table = try CSVReader(delimiter: options.delimiter).table(
      from: Array(text.utf8), name: "folder/t.csv")
    return try DatasetReader(options).dataset(from: table)
  }

  private func unfit(_ sentence: String) -> EstimatorError {
    EstimatorError(.unfitData, "folder/t.csv: \(sentence)")
  }

  private let people = "age,city,pay\n30,Rome,high\n20,Bern,low\n60,?,low\n,York,low\n"

  @Test func kindsRangesCategoriesAndClassesAreThoseOfTheRowsThatStay() throws {
    let loaded = try load(people)
    #expect(
      loaded.dataset.schema
        == Schema(
          features: [
            Feature(name: "age", kind: .numeric(minimum: 20, maximum: 60)),
            Feature(name: "city", kind: .categorical(["?", "Bern", "Rome"])),
          ], target: "pay", classes: ["high", "low"]))
    #expect(loaded.dataset.inputs[0] == Query([.number(30), .category(2)]))
    #expect(loaded.dataset.labels == [0, 1, 1])
    #expect(loaded.dataset.name == "t")
    #expect(loaded.notes == [.rowsRemoved(1, of: 4)])
    #expect(loaded.removedRows == 1)
  }

  @Test func declaredMissingTextsRemoveRowsToo() throws {
    let loaded = try load(people, DatasetOptions(missing: ["?"]))
    #expect(loaded.removedRows == 2 && loaded.dataset.count == 2)
    let spaced = try load("a,t\n1,x\n ? ,x\n  ,y\n2,y\n3,y\n", DatasetOptions(missing: ["?"]))
    #expect(spaced.dataset.inputs == [1, 2, 3].map { Query(numbers: [$0]) })
  }

  @Test func gapsInIgnoredColumnsRemoveNothing() throws {
    let loaded = try load(people, DatasetOptions(ignored: ["age"]))
    #expect(loaded.dataset.count == 4)
    #expect(loaded.notes == [.ignoredColumn("age")])
  }

  @Test func anyColumnCanBeTheTarget() throws {
    let loaded = try load(people + "9,Rome,low\n", DatasetOptions(target: "city"))
    #expect(loaded.dataset.schema.features.map(\.name) == ["age", "pay"])
    #expect(loaded.dataset.schema.classes == ["?", "Bern", "Rome"])
    #expect(loaded.dataset.labels == [2, 1, 0, 2])
  }

  @Test func integerLikeCategoriesAreNumbersUnlessDeclared() throws {
    let text = "plan,t\n10,x\n2,y\n2,y\n1,x\n"
    #expect(try load(text).dataset.schema.features[0].kind == .numeric(minimum: 1, maximum: 10))
    let declared = try load(text, DatasetOptions(categorical: ["plan"]))
    #expect(declared.dataset.schema.features[0].kind == .categorical(["1", "10", "2"]))
  }

  @Test(arguments: ["nan", "NaN", "inf", "-Infinity", "0x1p3", "1e999", "1_000", "1,5", "1 2", "-"])
  func wordsThatOnlyLookLikeNumbersAreCategories(word: String) throws {
    let text = "a,t\n1,x\n\"\(word)\",y\n2,y\n"
    guard case .categorical(let names) = try load(text).dataset.schema.features[0].kind else {
      Issue.record("\(word) was read as a number")
      return
    }
    #expect(names.contains(word))
    #expect(
      throws: EstimatorError(
        .malformedTable,
        "folder/t.csv, line 3, column 'a': '\(word)' is not a finite number, and the column is "
          + "declared numeric")
    ) { try load(text, DatasetOptions(numeric: ["a"])) }
  }

  @Test(arguments: [("007", 7.0), ("+1.5", 1.5), (".5", 0.5), ("1E3", 1000), (" 4 ", 4), ("-0", 0)])
  func decimalNumbersAreNumbers(text: String, value: Double) {
    #expect(Double(cell: text) == value)
  }

  @Test func numericClassesAreOrderedByNumber() throws {
    let loaded = try load("a,t\n1,10\n2,9\n3,-1\n4,9\n")
    #expect(loaded.dataset.schema.classes == ["-1", "9", "10"])
    #expect(loaded.dataset.labels == [2, 1, 0, 1])
  }

  @Test func aSecondHeaderRowMakesCategoriesAndANoteThatSaysSo() throws {
    let text =
      "age,region,answer\nResponse,Response,Response\n" + "30,north,yes\n31,south,no\n32,south,no\n"
    let loaded = try load(text)
    #expect(loaded.dataset.schema.classes == ["Response", "no", "yes"])
    #expect(loaded.notes == [.mostlyNumeric(column: "age", line: 2, value: "Response")])
    #expect(throws: EstimatorError.self) { try load(text, DatasetOptions(numeric: ["age"])) }
  }

  @Test func constantColumnsAndRowNamesAreNoted() throws {
    let rows = (0..<300).map { "u\($0),same,7,\($0 % 2 == 0 ? "x" : "y")\r" }.joined()
    let loaded = try load("user,kind,number,t\r" + rows)
    #expect(
      loaded.notes == [
        .manyCategories(column: "user", categories: 300), .constantColumn("kind"),
        .constantColumn("number"),
      ])
    #expect(loaded.dataset.encoded()[299, 301] == 0)
  }

  @Test func unknownNamesAreErrorsThatListTheColumns() {
    #expect(
      throws: EstimatorError(
        .unknownName,
        "folder/t.csv: no column is called 'wage'; the columns are 'age', 'city', 'pay'")
    ) { try load(people, DatasetOptions(target: "wage")) }
    for options in [
      DatasetOptions(ignored: ["wage"]), DatasetOptions(categorical: ["wage"]),
      DatasetOptions(numeric: ["wage"]),
    ] {
      #expect(throws: EstimatorError.self) { try load(people, options) }
    }
  }

  @Test func contradictoryOptionsAreRefused() {
    #expect(throws: unfit("column 'age' is declared both categorical and numeric")) {
      try load(people, DatasetOptions(categorical: ["age"], numeric: ["age"]))
    }
    #expect(throws: unfit("the target 'pay' is among the ignored columns")) {
      try load(people, DatasetOptions(ignored: ["pay"]))
    }
    #expect(throws: unfit("no column is left beside the target to learn from")) {
      try load(people, DatasetOptions(ignored: ["age", "city"]))
    }
  }

  @Test func targetsThatNameNoClassesAreRefused() {
    #expect(
      throws: unfit("the target 't' is 'x' in every row; a model needs two classes at least")
    ) { try load("a,t\n1,x\n2,x\n") }
    #expect(
      throws: unfit("the target 't' differs in each of the 3 rows; it names rows, not classes")
    ) {
      try load("a,t\n1,x\n2,y\n3,z\n")
    }
    let prices = "a,t\n" + (0..<404).map { "\($0),\($0 % 101)\n" }.joined()
    #expect(
      throws: unfit(
        "the target 't' is a number with 101 different values, which looks like regression; choose "
          + "another target, or declare it categorical if its values name classes")
    ) { try load(prices) }
    #expect(throws: Never.self) { try load(prices, DatasetOptions(categorical: ["t"])) }
  }

  @Test func whenNoRowIsLeftTheErrorSaysWhichColumnToIgnore() {
    #expect(
      throws: unfit(
        "all 3 rows were removed, since each misses a value; column 'b' misses 2: ignore the "
          + "columns with the most gaps")
    ) { try load("a,b,t\n1,,x\n2,,y\n,3,y\n") }
  }

  @Test func messagesStayOnOneLine() {
    #expect("a\nb\r\nc\td".quoted == "'a\\nb\\nc\\td'")
    #expect(String(repeating: "x", count: 99).quoted.count == 45)
  }
}
