import Foundation
import LinearAlgebra
import Memorization
import Testing

@Suite struct SecretPatternTests {
  @Test func membersFillTheFreePositions() throws {
    let pattern = try SecretPattern("pin {2}-{}!", alphabet: "abc")
    #expect(pattern.positions == 3 && pattern.count == 27 && pattern.prompt == "pin ")
    #expect(abs(pattern.bits - 3 * log2(3)) < 1e-12)
    #expect(pattern.member(0) == "pin aa-a!" && pattern.member(26) == "pin cc-c!")
    #expect(pattern.member(5) == "pin ab-c!")
    #expect(Set((0..<27).map(pattern.member)).count == 27)
    #expect((0..<27).allSatisfy { pattern.contains(pattern.member($0)) })
    for other in ["pin aa-a", "pin ad-a!", "pin aa-a!!", "aa-a!", ""] {
      #expect(!pattern.contains(other), "\(other)")
    }
  }

  @Test(arguments: ["no position", "{", "a{x}", "{0}", "{-1}", "{1001}"])
  func whatIsNoPatternIsRefused(text: String) {
    #expect { try SecretPattern(text) } throws: {
      ($0 as? MemorizationError)?.code == .option
    }
  }

  @Test func otherBracesStandForThemselves() throws {
    let pattern = try SecretPattern("{\"pin\": \"{2}\"}")
    #expect(pattern.prompt == "{\"pin\": \"" && pattern.member(7) == "{\"pin\": \"07\"}")
  }

  @Test func anAlphabetHasTwoCharactersAtLeast() {
    #expect(throws: MemorizationError.self) { try SecretPattern("{3}", alphabet: "a") }
    #expect(throws: MemorizationError.self) { try SecretPattern("{3}", alphabet: "aba") }
  }

  @Test func drawsAreOfTheSpaceAndNotExcluded() throws {
    let pattern = try SecretPattern("{2}", alphabet: "ab")
    var generator = PhiloxGenerator(seed: 3)
    let drawn = try pattern.draw(500, excluding: ["aa"], using: &generator)
    #expect(Set(drawn) == ["ab", "ba", "bb"])
    #expect(throws: MemorizationError.self) {
      try pattern.draw(5, excluding: ["aa", "ab", "ba", "bb"], using: &generator)
    }
  }
}
