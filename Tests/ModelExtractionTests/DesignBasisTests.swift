import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct DesignBasisTests {
  /// Schemas of random kinds: numbers, constants, and up to 60 categories.
  private static func schema(seed: UInt64) -> Schema {
    var generator = PhiloxGenerator(seed: seed)
    let features = (0..<generator.integer(below: 6)).map { index in
      let kinds: [Feature.Kind] = [
        .numeric(minimum: -3, maximum: 1e6), .numeric(minimum: 5, maximum: 5),
        .categorical((0..<(1 + generator.integer(below: 60))).map { "\($0)" }),
      ]
      return Feature(name: "x\(index)", kind: kinds[generator.integer(below: 3)])
    }
    return Schema(features: features, target: "y", classes: ["a", "b"])
  }

  @Test(arguments: 1...30) func theRankOfRowsIsTheAnalyticOne(seed: Int) {
    let space = InputSpace.raw(Self.schema(seed: UInt64(seed)))
    #expect(DesignBasis(.uniform, in: space).rank == space.rank)
  }

  @Test func everyRowLiesInTheBasis() {
    let space = InputSpace.raw(.mixed)
    let basis = DesignBasis(.uniform, in: space)
    #expect(basis.rank == 1 + 1 + 1 + 29)
    var generator = PhiloxGenerator(seed: 1)
    let points = space.points(for: space.uniformQueries(200, using: &generator))
    let design = basis.design(points)
    // V V' [x 1] = [x 1] just if the length of V' [x 1] is that of [x 1].
    for i in 0..<200 {
      let (inside, whole) = (Array(design[row: i]), Array(points[row: i]) + [1])
      #expect(abs(dot(inside, inside) - dot(whole, whole)) < 1e-11)
    }
  }

  @Test func parametersUndoTheBasis() {
    let space = InputSpace.raw(.mixed)
    let basis = DesignBasis(.uniform, in: space)
    var generator = PhiloxGenerator(seed: 2)
    let points = space.points(for: space.uniformQueries(20, using: &generator))
    let coefficients = Matrix(
      rows: basis.rank, columns: 3, elements: (0..<(3 * basis.rank)).map { _ in generator.normal() }
    )
    let (weights, intercepts) = basis.parameters(coefficients)
    let scores = SoftmaxModel(weights: weights, intercepts: intercepts).scores(for: points)
    let expected = basis.design(points).multiplied(by: coefficients)
    for (a, b) in zip(scores.elements, expected.elements) { #expect(abs(a - b) < 1e-12) }
  }

  @Test func theCubeNeedsNoBasis() {
    let basis = DesignBasis(.uniform, in: .encoded(dimensions: 4))
    #expect(basis.rank == 5)
    #expect(basis.design(Matrix([[1, 2, 3, 4]])).elements == [1, 2, 3, 4, 1])
  }

  @Test func aListSpansWhatItsPointsSpan() {
    let space = InputSpace.encoded(dimensions: 3)
    let line = (0..<9).map { Query(numbers: [Double($0) / 9, 0.5, -Double($0) / 9]) }
    #expect(DesignBasis(.listed(line), in: space).rank == 2)
    #expect(DesignBasis(.listed([line[0]]), in: space).rank == 1)
    #expect(DesignBasis(.listed([]), in: space).rank == 0)
    let wrong = [Query(numbers: [1]), Query([.missing, .missing, .missing])]
    #expect(DesignBasis(.listed(line + wrong), in: space).rank == 2)
  }
}
