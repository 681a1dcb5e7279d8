import Estimators
import LinearAlgebra
import Testing

@Suite struct FiveClassTests {
  /// Sum of the second moments of all columns, and the rank of the columns.
  private func statistics(_ dataset: Dataset) -> (moments: Double, rank: Int) {
    let points = Matrix(points: dataset.inputs, dimensions: dataset.schema.features.count)
    let gram = points.gram()
    let values = gram.symmetricEigen()!.values
    let moments = (0..<gram.rows).reduce(0) { $0 + gram[$1, $1] } / Double(points.rows)
    return (moments, values.count { $0 > 1e-9 * values.last! })
  }

  @Test func momentsAndRankAreThoseOfTheReference() throws {
    let reference = try #require(DataFixture.load().generators["five-class"])
    var generator = PhiloxGenerator(seed: 11)
    var sum = 0.0
    for _ in 0..<200 {
      let (moments, rank) = statistics(FiveClass().generate(using: &generator))
      #expect(rank == 18)
      sum += moments
    }
    // 4 informative columns of 1 + 4/3, 2 redundant ones of 4/3 of that, 14 of noise: 266/9. The
    // shears and combinations spread a set's sum by about 3, so that 200 sets have 0.2.
    #expect(abs(sum / 200 - 266.0 / 9) < 1)
    #expect(abs(reference[0] - 266.0 / 9) < 1 && reference[1] == 18)
  }

  @Test func classesAreEvenButForTheFlippedLabels() {
    var generator = PhiloxGenerator(seed: 1)
    let exact = FiveClass(flippedLabels: 0).generate(using: &generator)
    #expect((0..<5).allSatisfy { label in exact.labels.count { $0 == label } == 200 })
    let flipped = FiveClass(samples: 20_000, flippedLabels: 1).generate(using: &generator)
    // Drawn anew: 4,000 each, with a standard error of 57.
    #expect(
      (0..<5).allSatisfy { label in abs(flipped.labels.count { $0 == label } - 4000) < 300 })
  }

  @Test func withoutNoiseColumnsTheClustersSitAroundTheCorners() {
    var generator = PhiloxGenerator(seed: 4)
    let dataset = FiveClass(
      samples: 20_000, classes: 4, features: 2, informative: 2, redundant: 0, clustersPerClass: 1,
      flippedLabels: 0
    ).generate(using: &generator)
    let moments = dataset.momentsByClass()
    // A cluster of 5,000 whose deviation is below sqrt(2): its mean is known to 0.02.
    let corners = (0..<4).map { c in moments[(4 * c)..<(4 * c + 2)].map { $0.rounded() } }
    #expect(Set(corners) == [[-1, -1], [-1, 1], [1, -1], [1, 1]])
    for c in 0..<4 {
      for j in 0..<2 { #expect(abs(abs(moments[4 * c + j]) - 1) < 0.1) }
    }
  }
}
