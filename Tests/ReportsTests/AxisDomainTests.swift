import Testing

@testable import Reports

@Suite struct AxisDomainTests {
  @Test func valuesSetTheEndsWithAMargin() {
    let domain = AxisDomain(Axis(), values: [30, 10, .nan, 20, .infinity], margin: 0.05)
    #expect(domain.lower == 9 && domain.upper == 31)
    #expect(domain.fraction(of: 20) == 0.5)
    #expect(domain.fraction(of: .nan) == nil)
    #expect(domain.fraction(of: -.infinity) == nil)
  }

  @Test func noMarginCrossesZero() {
    #expect(AxisDomain(Axis(), values: [0.1, 10], margin: 0.1).lower == 0)
    #expect(AxisDomain(Axis(), values: [-10, -0.1], margin: 0.1).upper == 0)
  }

  @Test func equalRatiosTakeEqualRoomOnALogarithmicAxis() throws {
    let domain = AxisDomain(Axis(scale: .logarithmic), values: [-5, 0, 1, 100, 10_000])
    for (value, fraction) in [(1.0, 0.0), (10, 0.25), (100, 0.5), (1000, 0.75), (10_000, 1)] {
      #expect(abs(try #require(domain.fraction(of: value)) - fraction) < 1e-12)
    }
    #expect(domain.fraction(of: 0) == nil)
    #expect(domain.fraction(of: -1) == nil)
  }

  @Test func aGivenRangeGoesBeforeTheValues() throws {
    let domain = AxisDomain(Axis(range: 0...4), values: [100], margin: 0.1)
    #expect(domain.lower == 0 && domain.upper == 4)
    #expect(domain.fraction(of: 6) == 1.5)
  }

  @Test func withoutValuesAndWithOneThereIsAnAxis() throws {
    #expect(AxisDomain(Axis(), values: [.nan]).upper == 1)
    #expect(AxisDomain(Axis(scale: .logarithmic), values: [-1]).upper == 10)
    for axis in [Axis(), Axis(scale: .logarithmic)] {
      let domain = AxisDomain(axis, values: [42, 42])
      #expect(domain.lower < 42 && 42 < domain.upper)
      #expect(abs(try #require(domain.fraction(of: 42)) - 0.5) < 1e-9)
    }
    #expect(AxisDomain(Axis(), values: [0]).fraction(of: 0) == 0.5)
  }
}
