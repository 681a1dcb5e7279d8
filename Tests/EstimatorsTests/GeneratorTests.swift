import Estimators
import LinearAlgebra
import Testing

/// What all generators promise, beside what each one's own tests say.
@Suite struct GeneratorTests {
  static let makers: [@Sendable (inout any RandomNumberGenerator) -> Dataset] = [
    { Circles().generate(using: &$0) }, { Moons().generate(using: &$0) },
    { Blobs().generate(using: &$0) }, { FiveClass().generate(using: &$0) },
  ]

  @Test(arguments: makers.indices)
  func theSameSeedGivesTheSameDataAndAnotherSeedOtherData(index: Int) {
    func make(_ seed: UInt64) -> Dataset {
      var generator: any RandomNumberGenerator = PhiloxGenerator(seed: seed)
      return Self.makers[index](&generator)
    }
    #expect(make(5) == make(5))
    #expect(make(5) != make(6))
  }

  @Test(arguments: makers.indices, [UInt64.min, .max])
  func aStuckGeneratorStillGivesFiniteData(index: Int, word: UInt64) {
    var generator: any RandomNumberGenerator = StuckGenerator(word: word)
    let dataset = Self.makers[index](&generator)
    #expect(dataset.encoded().isFinite)
  }

  @Test(arguments: makers.indices)
  func rowsAreInRandomOrder(index: Int) {
    var generator: any RandomNumberGenerator = PhiloxGenerator(seed: 5)
    let dataset = Self.makers[index](&generator)
    let classes = Double(dataset.schema.classes.count)
    let repeats = zip(dataset.labels, dataset.labels.dropFirst()).count { $0 == $1 }
    let share = Double(repeats) / Double(dataset.count - 1)
    // Neighbours agree by chance; 1,000 rows give a standard error of 0.016 at most.
    #expect(abs(share - 1 / classes) < 0.08)
  }
}

extension Dataset {
  /// Mean and standard deviation of each coordinate, class after class.
  func momentsByClass() -> [Double] {
    schema.classes.indices.flatMap { label -> [Double] in
      let points = Matrix(
        points: zip(inputs, labels).filter { $0.1 == label }.map(\.0),
        dimensions: schema.features.count)
      let means = (0..<points.columns).map { points.mean(ofColumn: $0) }
      let deviations = (0..<points.columns).map { j in
        let squares = (0..<points.rows).map {
          (points[$0, j] - means[j]) * (points[$0, j] - means[j])
        }
        return (squares.reduce(0, +) / Double(points.rows)).squareRoot()
      }
      return means + deviations
    }
  }
}

extension Matrix {
  func mean(ofColumn j: Int) -> Double {
    (0..<rows).reduce(0) { $0 + self[$1, j] } / Double(rows)
  }
}
