import Testing

@testable import Reports

@Suite struct TicksTests {
  private func labels(
    _ range: ClosedRange<Double>, _ scale: Axis.Scale = .linear, most: Int = 10
  ) -> [String] {
    let domain = AxisDomain(Axis(scale: scale, range: range), values: [])
    return Ticks(domain) { $0.count <= most }.labelled.map(\.label)
  }

  @Test func linearStepsAreOneTwoOrFiveTimesAPowerOfTen() {
    #expect(labels(0...1, most: 6) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0...1, most: 3) == ["0.0", "0.5", "1.0"])
    #expect(labels(13...48) == ["15", "20", "25", "30", "35", "40", "45"])
    #expect(labels(0...20_000, most: 5) == ["0", "5,000", "10,000", "15,000", "20,000"])
    #expect(labels(-1...1, most: 5) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    #expect(labels(0.1...0.3, most: 5) == ["0.10", "0.15", "0.20", "0.25", "0.30"])
  }

  @Test func countsHaveWholeTicks() {
    func labels(_ most: Double) -> [String] {
      let domain = AxisDomain(Axis(range: 0...most), values: [])
      return Ticks(domain, isWhole: true) { _ in true }.labelled.map(\.label)
    }
    #expect(labels(1.05) == ["0", "1"])
    #expect(labels(3.15) == ["0", "1", "2", "3"])
    #expect(labels(42) == ["0", "5", "10", "15", "20", "25", "30", "35", "40"])
  }

  @Test func ticksAreTheNumbersThatTheirLabelsSay() {
    for range in [0.1...0.9, -0.7...0.3, 1e-3...9e-3, 1e5...9e5, 3.0...3.001] {
      let domain = AxisDomain(Axis(range: range), values: [])
      for tick in Ticks(domain, where: { _ in true }).labelled {
        let plain = tick.label.filter { $0 != "," }.replacing("−", with: "-")
        #expect(Double(plain) == tick.value)
        #expect(range.contains(tick.value))
      }
    }
  }

  @Test func logarithmicTicksAreRoundNumbers() {
    #expect(labels(1...9, .logarithmic) == ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    #expect(labels(0.5...40, .logarithmic) == ["0.5", "1", "2", "3", "5", "10", "20", "30"])
    #expect(labels(0.5...40, .logarithmic, most: 6) == ["0.5", "1", "2", "5", "10", "20"])
    #expect(labels(1...10_000, .logarithmic, most: 5) == ["1", "10", "100", "1,000", "10,000"])
    #expect(labels(1...10_000, .logarithmic, most: 3) == ["1", "100", "10,000"])
    #expect(labels(0.001...1, .logarithmic, most: 4) == ["0.001", "0.01", "0.1", "1"])
    #expect(labels(1e-12...1, .logarithmic, most: 4) == ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
  }

  @Test func aShortLogarithmicAxisHasLinearSteps() {
    #expect(labels(3.2...3.9, .logarithmic, most: 4) == ["3.2", "3.4", "3.6", "3.8"])
  }

  @Test func smallMarksFillADecade() {
    let domain = AxisDomain(Axis(scale: .logarithmic, range: 1...100), values: [])
    let ticks = Ticks(domain) { $0.count <= 3 }
    #expect(ticks.labelled.map(\.value) == [1, 10, 100])
    #expect(ticks.plain == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90])
  }

  @Test func largeAndSmallNumbersHavePowersOfTen() {
    #expect(labels(0...4e7, most: 5) == ["0", "10⁷", "2×10⁷", "3×10⁷", "4×10⁷"])
    #expect(labels(0...4e-6, most: 5) == ["0", "10⁻⁶", "2×10⁻⁶", "3×10⁻⁶", "4×10⁻⁶"])
    #expect(labels(0...1_000_000, most: 3) == ["0", "500,000", "1,000,000"])
  }

  @Test(
    arguments: [
      0...Double.greatestFiniteMagnitude,
      -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
      0...Double.leastNonzeroMagnitude, 7...7, 0...0,
      1e15...(1e15 + 1), -1e-300...1e-300, 1e300...1.0001e300,
    ] as [ClosedRange<Double>])
  func everyRangeHasTwoTicksWithDifferentLabels(range: ClosedRange<Double>) {
    for scale in [Axis.Scale.linear, .logarithmic] where scale == .linear || range.lowerBound > 0 {
      let domain = AxisDomain(Axis(scale: scale, range: range), values: [])
      #expect(domain.lower.isFinite && domain.upper.isFinite && domain.lower < domain.upper)
      let ticks = Ticks(domain) { _ in true }.labelled
      #expect(ticks.count >= 2)
      #expect(Set(ticks.map(\.label)).count == ticks.count)
      #expect(ticks.allSatisfy { (domain.lower...domain.upper).contains($0.value) })
    }
  }
}
