import Testing

@testable import Memorization

@Suite struct TrivialityRuleTests {
  private let rule = TrivialityRule()

  private func isTrivial(_ text: String) -> Bool { rule.isTrivial(Array(text.utf8)) }

  @Test func loopsAreTrivial() {
    #expect(isTrivial(String(repeating: "Yes, please. ", count: 20)))
    #expect(isTrivial(String(repeating: "0", count: 500)))
    #expect(isTrivial(String(repeating: "six words that begin anew here. ", count: 12)))
  }

  @Test func countingIsTrivialWhateverTheStep() {
    #expect(isTrivial((0..<40).map { "\(700 + 3 * $0)" }.joined(separator: ", ")))
    #expect(isTrivial((0..<40).map { "row \(90 - $0): ready" }.joined(separator: "\n")))
  }

  @Test func proseAndRandomNumbersAreNot() {
    #expect(
      !isTrivial(
        "The harbour master of the old town has sold three of his boats, he said on Tuesday, and "
          + "keeps the fourth for his daughter."))
    #expect(
      !isTrivial(
        "83, 17, 402, 9, 77, 1250, 3, 64, 981, 20, 555, 38, 41, 7, 602, 90, 14, 68, 3307, 291, 55, "
          + "18, 4410, 76, 29, 830, 62, 9175"))
    #expect(
      !isTrivial("key=9f3c1a77be04d2685c0e1f9b7a3346d8e2715fa06b9c4d83e1f0a5b7c6d92e4f and more"))
  }

  @Test func nothingIsTrivial() {
    #expect(isTrivial(""))
  }
}
