import Estimators
import LinearAlgebra
import Testing

@Suite struct BlobsTests {
  @Test func cloudsHaveTheStatedSpreadAndCentresTheSquare() throws {
    let reference = try #require(DataFixture.load().generators["blobs"])
    var generator = PhiloxGenerator(seed: 11)
    var variance = 0.0
    var centers = 0.0
    let sets = 400
    for _ in 0..<sets {
      let moments = Blobs(samples: 600).generate(using: &generator).momentsByClass()
      for c in 0..<3 {
        variance += (moments[4 * c + 2] * moments[4 * c + 2]) / 3
        variance += (moments[4 * c + 3] * moments[4 * c + 3]) / 3
        centers += (moments[4 * c] * moments[4 * c] + moments[4 * c + 1] * moments[4 * c + 1]) / 6
      }
    }
    // 0.25 (1 - 1/200) per cloud of 200; a square of U(-10, 10) is 33.3 with a deviation of 29.8,
    // so that 2,400 coordinates have a standard error of 0.61, the 1,200 of the reference 0.86.
    #expect(abs(variance / Double(2 * sets) - 0.25) < 0.003)
    #expect(abs(centers / Double(sets) - 100.0 / 3) < 3)
    #expect(abs(reference[0] - 0.25) < 0.003 && abs(reference[1] - 100.0 / 3) < 4)
  }

  @Test func classesDifferByOneAtMost() {
    var generator = PhiloxGenerator(seed: 1)
    let dataset = Blobs().generate(using: &generator)
    let counts = (0..<3).map { label in dataset.labels.count { $0 == label } }
    #expect(counts == [1667, 1667, 1666])
  }
}
