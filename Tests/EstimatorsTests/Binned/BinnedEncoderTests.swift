import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct BinnedEncoderTests {
  private let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 0, maximum: 10)),
      Feature(name: "sex", kind: .categorical(["f", "m"])),
      Feature(name: "pay", kind: .numeric(minimum: -1, maximum: 1)),
    ], target: "y", classes: ["a", "b"])

  private func encoder(marking: Set<Int> = []) -> BinnedEncoder {
    let forms: [FeatureEncoding.Form] = [.bins([2, 5]), .categories, .number]
    return BinnedEncoder(
      schema,
      encodings: forms.enumerated().map {
        FeatureEncoding($1, marksMissing: marking.contains($0))
      })
  }

  // Bins are (-inf, 2], (2, 5], (5, inf): a threshold belongs to the bin below it.
  @Test(arguments: [
    (-100.0, 0), (0, 0), (2, 0), (2.0000001, 1), (5, 1), (5.1, 2), (1e300, 2),
  ])
  func aThresholdBelongsToTheBinBelowIt(number: Double, bin: Int) {
    let point = encoder().points(for: [Query([.number(number), .missing, .missing])])
    #expect(point.elements == (0..<6).map { $0 == bin ? 1 : 0 })
  }

  @Test func aRowFillsOneColumnPerFeature() {
    let points = encoder().points(
      for: [
        Query([.number(3), .category(1), .number(-0.25)]),
        Query([.number(9), .category(0), .number(7)]),
      ])
    #expect(points == Matrix([[0, 1, 0, 0, 1, -0.25], [0, 0, 1, 1, 0, 7]]))
    #expect(encoder().dimensions == 6 && encoder().offsets == [0, 3, 5])
    #expect(encoder().thresholds == ["age": [2, 5]])
  }

  @Test func aMissingValueLeavesItsColumnsAtZero() {
    let empty = Query([.missing, .missing, .missing])
    #expect(encoder().points(for: [empty]).elements == [0, 0, 0, 0, 0, 0])
    let marked = encoder(marking: [0, 1, 2])
    #expect(marked.dimensions == 9)
    #expect(marked.points(for: [empty]).elements == [0, 0, 0, 1, 0, 0, 1, 0, 1])
    #expect(
      marked.points(for: [Query([.number(1), .category(0), .missing])]).elements
        == [1, 0, 0, 0, 1, 0, 0, 0, 1])
  }

  // The smallest value that i/4 of the rows don't exceed: 1 2 3 4 | 5 6 7 | ... by hand.
  @Test func thresholdsAreQuantiles() {
    let numbers = [7.0, 1, 2, 8, 3, 4, 5, 6]
    #expect(BinnedEncoder.quantiles(of: numbers, bins: 4) == [2, 4, 6])
    #expect(BinnedEncoder.quantiles(of: numbers, bins: 3) == [3, 6])
    #expect(BinnedEncoder.quantiles(of: numbers, bins: 8) == [1, 2, 3, 4, 5, 6, 7])
    #expect(BinnedEncoder.quantiles(of: numbers, bins: 100) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test func equalThresholdsAreOneAndTheLargestValueIsNone() {
    #expect(BinnedEncoder.quantiles(of: [0, 0, 0, 0, 0, 0, 1, 2], bins: 4) == [0])
    #expect(BinnedEncoder.quantiles(of: [0, 1, 1, 1, 1, 1, 1, 1], bins: 4) == [])
    #expect(BinnedEncoder.quantiles(of: [3, 3, 3], bins: 10) == [])
    #expect(BinnedEncoder.quantiles(of: [], bins: 10) == [])
  }

  @Test func everyBinOfTheTrainingRowsHoldsSome() throws {
    let data = try ShippedDataset.adultIncome.load().dataset
    let encoder = BinnedEncoder(fitting: data, bins: 50)
    // As many columns as the paper's attack had equations, less one for the intercept.
    #expect(encoder.dimensions > 225 && encoder.dimensions < 250)
    let points = encoder.points(for: data.inputs)
    var sums = [Double](repeating: 0, count: encoder.dimensions)
    for i in 0..<points.rows {
      for (j, value) in points[row: i].enumerated() { sums[j] += value }
    }
    #expect(sums.allSatisfy { $0 > 0 })
    #expect(sums.reduce(0, +) == Double(14 * data.count))
  }

  @Test func somePartsMayStayAsTheyAre() {
    let data = Dataset(
      name: "d", schema: schema,
      inputs: (0..<8).map {
        Query([.number(Double($0)), .category($0 % 2), $0 == 3 ? .missing : .number(Double(-$0))])
      }, labels: [0, 1, 0, 1, 0, 1, 0, 1])
    let encoder = BinnedEncoder(fitting: data, bins: 2, plain: [0])
    #expect(encoder.encodings[0].form == .number)
    // Of seven values that are there, four are at most -4.
    #expect(encoder.encodings[2].form == .bins([-4]))
    #expect(BinnedEncoder(fitting: data, bins: nil).encodings[2].form == .number)
  }
}
