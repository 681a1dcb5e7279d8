import Testing

@testable import ModelExtraction

@Suite struct BracketTests {
  @Test(arguments: [
    (2.499, 2.5004, 2.5), (0.1231, 0.1239, 0.1235), (999.2, 1000.4, 1000), (-3.2, -2.9, -3),
    (-0.4, 0.2, 0), (12.3451, 12.3459, 12.3455), (1234.0, 1234.001, 1234),
  ])
  func theShortestDecimalOfABracketIsTaken(lower: Double, upper: Double, expected: Double) {
    #expect(Bracket(lower: lower, upper: upper).shortestDecimal == expected)
  }

  @Test func theUpperEndIsOutside() {
    #expect(Bracket(lower: 2.4, upper: 2.5).shortestDecimal != 2.5)
    #expect(Bracket(lower: 2.5, upper: 2.6).shortestDecimal == 2.5)
  }

  @Test func pointsOfAGridAreCounted() {
    let whole = DecimalGrid(exponent: 0)
    #expect(whole.count(from: 0.5, below: 3) == 2)
    #expect(whole.count(from: 1, below: 3) == 2)
    #expect(DecimalGrid(exponent: 0, isHalfway: true).count(from: 0, below: 3) == 3)
    #expect(DecimalGrid(exponent: -1).count(from: 0.25, below: 0.55) == 3)
    #expect(DecimalGrid(exponent: 2).count(from: 1, below: 99) == 0)
  }

  @Test func overlappingBracketsAreOneThreshold() {
    var table = ThresholdTable(features: 1)
    let first = table.number(of: Bracket(lower: 1.4, upper: 1.6), feature: 0)
    let other = table.number(of: Bracket(lower: 7, upper: 7.1), feature: 0)
    let again = table.number(of: Bracket(lower: 1.45, upper: 1.7), feature: 0)
    #expect(first == again && first != other)
    #expect(table.value(feature: 0, number: first) == 1.5)
  }
}
