import Estimators
import LinearAlgebra
import Testing

@Suite struct EncoderTests {
  private let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 20, maximum: 60)),
      Feature(name: "city", kind: .categorical(["Bern", "Rome", "York"])),
      Feature(name: "year", kind: .numeric(minimum: 7, maximum: 7)),
      Feature(name: "veil", kind: .categorical(["partial"])),
    ], target: "t", classes: ["a", "b"])

  @Test func anEmptySchemaHasNoDimensions() {
    #expect(Encoder(Schema(features: [], target: "t", classes: ["a", "b"])).dimensions == 0)
  }

  @Test func numbersAreScaledAndCategoriesOneHot() {
    let points = Encoder(schema).points(for: [
      Query([.number(30), .category(1), .number(7), .category(0)]),
      Query([.number(60), .category(2), .number(7), .category(0)]),
      Query([.number(20), .category(0), .number(7), .category(0)]),
    ])
    #expect(
      points
        == Matrix([
          [-0.5, -1, 1, -1, 0, 0],
          [1, -1, -1, 1, 0, 0],
          [-1, 1, -1, -1, 0, 0],
        ]))
  }

  @Test func constantColumnsAreZeroWhateverTheValue() {
    let encoder = Encoder(schema)
    #expect(encoder.constantColumns == [4, 5])
    let point = encoder.points(for: [
      Query([.number(20), .category(0), .number(99), .category(0)])
    ])
    #expect(point[0, 4] == 0 && point[0, 5] == 0)
  }

  @Test func aMissingValueLeavesItsColumnsAtZero() {
    let point = Encoder(schema).points(for: [
      Query([.missing, .missing, .number(7), .missing])
    ])
    #expect(point.elements == [0, 0, 0, 0, 0, 0])
  }

  @Test func aNumberBeyondTheRangeLeavesTheCube() {
    let point = Encoder(schema).points(for: [
      Query([.number(80), .category(0), .number(7), .category(0)])
    ])
    #expect(point[0, 0] == 2)
  }

  @Test(arguments: [(-1.7e308, 1.7e308), (0, 0x1p-1060), (-1e308, 0)])
  func theEndsOfAnyRangeAreTheEndsOfTheCube(minimum: Double, maximum: Double) {
    let feature = Feature(name: "x", kind: .numeric(minimum: minimum, maximum: maximum))
    let encoder = Encoder(Schema(features: [feature], target: "t", classes: ["a", "b"]))
    let inputs = [minimum, minimum / 2 + maximum / 2, maximum].map { Query(numbers: [$0]) }
    #expect(encoder.points(for: inputs).elements == [-1, 0, 1])
  }

  @Test func columnsAreNamedByFeatureAndCategory() {
    #expect(
      Encoder(schema).columnNames
        == ["age", "city=Bern", "city=Rome", "city=York", "year", "veil=partial"])
    #expect(Encoder(schema).offsets == [0, 1, 4, 5])
  }
}
