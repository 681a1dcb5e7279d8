import Reports
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (48842, "48,842"), (-1_234_567, "-1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func countsHaveCommas(value: Int, text: String) {
    #expect(NumberFormat.count(value) == text)
  }

  @Test(arguments: [
    (1.0, "100%"), (0, "0%"), (0.9975, "99.75%"), (0.5, "50.00%"), (0.99994, "99.99%"),
    (1.25, "125.00%"), (-0.125, "-12.50%"), (12.5, "1,250.00%"),
  ])
  func percentsHaveTwoPlaces(fraction: Double, text: String) {
    #expect(NumberFormat.percent(fraction) == text)
  }

  @Test func noPercentReachesABoundByRounding() {
    #expect(NumberFormat.percent(0.99999) == ">99.99%")
    #expect(NumberFormat.percent(1 - 1e-16) == ">99.99%")
    #expect(NumberFormat.percent(0.00001) == "<0.01%")
    #expect(NumberFormat.percent(0.996, places: 0) == ">99%")
    #expect(NumberFormat.percent(0.004, places: 0) == "<1%")
    #expect(NumberFormat.percent(0.9999, places: 1) == ">99.9%")
  }

  @Test(arguments: [(2e-13, "2e-13"), (0, "0"), (-1.6e-7, "-2e-7"), (4.2e6, "4e6"), (0.1, "1e-1")])
  func smallNumbersHaveOneDigit(value: Double, text: String) {
    #expect(NumberFormat.scientific(value) == text)
  }

  @Test func scientificKeepsTheDigitsAskedFor() {
    #expect(NumberFormat.scientific(2.134e-13, significant: 3) == "2.13e-13")
    #expect(NumberFormat.scientific(2e-13, significant: 3) == "2.00e-13")
  }

  @Test(arguments: [
    (0.0, "0 s"), (4e-7, "<1 µs"), (1.5e-6, "1.5 µs"), (0.0005, "500 µs"), (0.00152, "1.5 ms"),
    (0.034, "34 ms"), (0.9996, "1.0 s"), (3.1, "3.1 s"), (59.94, "59.9 s"), (59.96, "1 min 0 s"),
    (155, "2 min 35 s"), (3599.4, "59 min 59 s"), (3599.6, "1 h 0 min"), (4320, "1 h 12 min"),
    (7199, "2 h 0 min"), (-3.1, "-3.1 s"),
  ])
  func secondsHaveTheUnitThatFits(value: Double, text: String) {
    #expect(NumberFormat.seconds(value) == text)
  }

  @Test(arguments: [
    (0.0, "$0.00"), (0.01, "$0.01"), (0.0106, "$0.0106"), (0.1, "$0.10"), (0.125, "$0.125"),
    (0.00001, "<$0.0001"), (0.99996, "$1.00"), (1234.5, "$1,234.50"), (-2, "-$2.00"),
  ])
  func dollarsHaveCentsOrFewer(value: Double, text: String) {
    #expect(NumberFormat.dollars(value) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1_240_000, "1.2 MB"), (999_600, "1.0 MB"),
    (99_960, "100 kB"), (483_000_000, "483 MB"), (-2048, "-2.0 kB"), (Int.max, "9.2 EB"),
  ])
  func bytesHaveTheUnitThatFits(value: Int, text: String) {
    #expect(NumberFormat.bytes(value) == text)
  }

  @Test func whatIsNoNumberSaysSo() {
    #expect(NumberFormat.percent(.nan) == "NaN")
    #expect(NumberFormat.seconds(.infinity) == "inf")
    #expect(NumberFormat.dollars(-.infinity) == "-inf")
    #expect(NumberFormat.scientific(.nan) == "NaN")
  }
}
