import Estimators
import LinearAlgebra
import Testing

@Suite struct CSVWriterTests {
  private func reread(_ dataset: Dataset) throws -> Dataset {
    let text = CSVWriter().text(of: dataset)
    let table = try CSVReader().table(from: Array(text.utf8), name: dataset.name)
    return try DatasetReader(DatasetOptions(dataset.schema)).dataset(from: table).dataset
  }

  @Test func cellsAreQuotedWhereTheyMustBe() throws {
    let rows = [["plain", "a,b"], ["say \"hi\"", "two\r\nlines"], [" spaced ", "cr\ronly"]]
    let text = CSVWriter().text(header: ["a;b;c", "t"], rows: rows)
    #expect(
      text == "\"a;b;c\",t\r\nplain,\"a,b\"\r\n\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n"
        + " spaced ,\"cr\ronly\"\r\n")
    let table = try CSVReader().table(from: Array(text.utf8), name: "t")
    #expect(table.header == ["a;b;c", "t"] && table.rows == rows)
  }

  @Test func oddNamesAndNumbersComeBackTheSame() throws {
    let numbers = [
      0.1, 1.0 / 3, -1e-300, Double.leastNonzeroMagnitude, 1.7e308, 123_456_789_012_345_680,
    ]
    let names = ["1", "10", "a,b", "é\"\n", "x;y", "nan"]
    let schema = Schema(
      features: [
        Feature(name: "a number", kind: .numeric(minimum: -1e-300, maximum: 1.7e308)),
        Feature(name: "kind;of", kind: .categorical(names.sorted())),
      ], target: "t", classes: ["-1", "2", "10"])
    let dataset = Dataset(
      name: "odd", schema: schema,
      inputs: numbers.indices.map { Query([.number(numbers[$0]), .category($0)]) },
      labels: [0, 1, 2, 0, 1, 2])
    #expect(try reread(dataset) == dataset)
  }

  @Test(arguments: [ShippedDataset.iris, .breastCancer, .germanCredit, .mushrooms, .moons])
  func shippedDataSetsComeBackTheSame(set: ShippedDataset) throws {
    let dataset = try set.load().dataset
    #expect(try reread(dataset) == dataset)
  }

  @Test func theEncodedTextHoldsThePointsExactly() throws {
    let dataset = try ShippedDataset.germanCredit.load().dataset
    let text = CSVWriter().encodedText(of: dataset)
    let table = try CSVReader().table(from: Array(text.utf8), name: "t")
    #expect(table.header == Encoder(dataset.schema).columnNames + [dataset.schema.target])
    let points = table.rows.map { $0.dropLast().map { Double($0)! } }
    #expect(Matrix(points) == dataset.encoded())
    #expect(table.rows.map { $0.last! } == dataset.labels.map { dataset.schema.classes[$0] })
  }
}
