import Estimators
import LinearAlgebra
import Oracles
import Testing

@Suite struct InputSpaceTests {
  static let spaces: [InputSpace] = [
    .encoded(dimensions: 1), .encoded(dimensions: 7), .raw(Targets.schema),
  ]

  @Test(arguments: spaces) func aLongerDrawBeginsWithTheShorterOne(space: InputSpace) {
    var (first, second) = (PhiloxGenerator(seed: 3), PhiloxGenerator(seed: 3))
    let short = space.uniformQueries(13, using: &first)
    let long = space.uniformQueries(40, using: &second)
    #expect(short == Array(long.prefix(13)))
    #expect(short + space.uniformQueries(27, using: &first) == long)
  }

  @Test(arguments: spaces) func everyDrawFitsTheSpaceAndLiesInTheCube(space: InputSpace) {
    var generator = PhiloxGenerator(seed: 4)
    let inputs = space.uniformQueries(500, using: &generator)
    #expect(throws: Never.self) { try space.validate(inputs) }
    let points = space.points(for: inputs)
    #expect(points.rows == 500 && points.columns == space.dimensions)
    #expect(points.elements.allSatisfy { (-1...1).contains($0) })
  }

  @Test func coordinatesAreUniform() {
    // The mean of 20,000 uniform numbers has standard deviation 0.004, their variance 0.002.
    var generator = PhiloxGenerator(seed: 5)
    let space = InputSpace.encoded(dimensions: 2)
    let values = space.points(for: space.uniformQueries(10_000, using: &generator)).elements
    #expect(abs(values.reduce(0, +) / 20_000) < 0.02)
    #expect(abs(dot(values, values) / 20_000 - 1.0 / 3) < 0.01)
  }

  @Test func aDrawOfNoneIsEmpty() {
    var generator = PhiloxGenerator(seed: 6)
    #expect(InputSpace.raw(Targets.schema).uniformQueries(0, using: &generator).isEmpty)
  }

  @Test func theRankCountsWhatRowsCanTellApart() {
    #expect(InputSpace.encoded(dimensions: 5).rank == 6)
    // 1 and a number, two categories less one, three less one.
    #expect(InputSpace.raw(Targets.schema).rank == 1 + 1 + 1 + 2)
    var schema = Targets.schema
    schema.features.append(Feature(name: "year", kind: .numeric(minimum: 2016, maximum: 2016)))
    schema.features.append(Feature(name: "land", kind: .categorical(["here"])))
    #expect(InputSpace.raw(schema).rank == 5)
    #expect(InputSpace.raw(schema).dimensions == 8)
  }
}
