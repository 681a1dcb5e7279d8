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

  @Test func numberedProseIsNotTrivial() {
    #expect(
      !isTrivial(
        "1. Heat the oven. 2. Butter a deep form. 3. Beat four eggs with sugar. 4. Fold in the flour "
          + "and grate a lemon. 5. Bake it for half an hour. 6. Let it cool down on a rack."))
  }

  @Test func rowsOfWhichOneNumberCountsAreTrivial() {
    #expect(isTrivial((0..<30).map { "lamp,\(40 + $0),17,door" }.joined(separator: "\n")))
    #expect(isTrivial((0..<30).map { "\(9 - $0 % 2): \($0), \(3 * $0)" }.joined(separator: "\n")))
    #expect(
      !isTrivial(
        (0..<30).map { "lamp,\($0),\(($0 * $0 * 7919) % 997),door" }.joined(separator: "\n")))
  }

  @Test(arguments: [30, 40, 60, 90, 120, 200]) func whatIsAskedFollowsTheLengthOfAText(length: Int)
  {
    func isTrivial(_ text: String) -> Bool { rule.isTrivial(Array(text.utf8.prefix(length))) }
    #expect(
      !isTrivial(
        "The harbour master of the old town has sold three of his boats, he said on Tuesday, and "
          + "keeps the fourth for his daughter, who paints it anew each spring and lends it to nobody."
      ))
    #expect(
      !isTrivial(
        "9f3c1a77be04d2685c0e1f9b7a3346d8e2715fa06b9c4d83e1f0a5b7c6d92e4f0b8d36c1725ea94f10c7d2b65e83"
          + "a1f94c0de7326b58fa1d0c93e6b74285af1e3d60c9b8275d4e0fa3619c8b7d25e4f0163a9cb8d7e52f4061b3a9"
      ))
    #expect(isTrivial(String(repeating: "yes no ", count: 40)))
  }

  @Test(arguments: ["yes no ", "yes, lantern. ", "the bold lamp sings well, ", "we save it "])
  func loopsAreTrivialHoweverLongTheyAre(unit: String) {
    for length in stride(from: 4 * unit.utf8.count, through: 600, by: 17) {
      let loop = String(String(repeating: unit, count: 90).prefix(length))
      #expect(isTrivial(loop), "\(length) bytes")
    }
  }

  @Test func nothingIsTrivial() {
    #expect(isTrivial(""))
  }
}
