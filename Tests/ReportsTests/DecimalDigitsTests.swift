import Foundation
import Testing

@testable import Reports

@Suite struct DecimalDigitsTests {
  @Test func digitsAreThoseOfTheShortestText() {
    #expect(DecimalDigits(0.0075).digits == [7, 5])
    #expect(DecimalDigits(0.0075).exponent == -2)
    #expect(DecimalDigits(-1.25e-13).digits == [1, 2, 5])
    #expect(DecimalDigits(-1.25e-13).isNegative)
    #expect(DecimalDigits(-1.25e-13).exponent == -12)
    #expect(DecimalDigits(48842).exponent == 5)
    #expect(DecimalDigits(1e300).digits == [1])
    #expect(DecimalDigits(-0.0) == DecimalDigits(0))
  }

  @Test func halvesRoundAwayFromZeroAsWritten() {
    #expect(DecimalDigits(1.005).fixed(places: 2) == "1.01")
    #expect(DecimalDigits(-2.5).fixed(places: 0) == "-3")
    #expect(DecimalDigits(0.5).fixed(places: 0) == "1")
    #expect(DecimalDigits(0.49).fixed(places: 0) == "0")
    #expect(DecimalDigits(0.04).fixed(places: 0) == "0")
  }

  @Test func roundingCarriesIntoANewDigit() {
    #expect(DecimalDigits(9.996).fixed(places: 2) == "10.00")
    #expect(DecimalDigits(999_999.5).fixed(places: 0) == "1,000,000")
    #expect(DecimalDigits(9.7e-14).scientific(significant: 1) == "1e-13")
    #expect(DecimalDigits(0.0996).fixed(places: 2) == "0.10")
  }

  @Test func whatRoundsToZeroHasNoSign() {
    #expect(DecimalDigits(-0.001).fixed(places: 2) == "0.00")
  }

  // printf rounds the binary value, we the shortest text: they differ only where that ends in 5.
  @Test func fixedAgreesWithPrintf() {
    for step in 1...2000 {
      let value = sin(Double(step)) * pow(10, Double(step % 21 - 8))
      let places = step % 7
      let text = DecimalDigits(value).fixed(places: places).filter { $0 != "," }
      let expected = String(format: "%.\(places)f", value)
      let isTie = DecimalDigits(value).digits.last == 5
      #expect(isTie || Double(text) == Double(expected), "\(value) at \(places) places")
    }
  }

  @Test func scientificAgreesWithPrintf() {
    for value in [2.13e-13, 6.02214076e23, 1, 0.1, 12346, 1.6e-300, -3.25e7] {
      let text = DecimalDigits(value).scientific(significant: 4)
      #expect(Double(text) == Double(String(format: "%.3e", value)), "\(value)")
    }
  }
}
