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

  @Test(arguments: ["no position", "{", "a{x}", "{0}", "{-1}"])
  func whatIsNoPatternIsRefused(text: String) {
    #expect { try SecretPattern(text) } throws: {
      ($0 as? MemorizationError)?.code == .option
    }
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

@Suite struct SkewNormalTests {
  @Test func tailsAreThoseOfTheClosedForms() {
    // Without a shape it is the normal distribution.
    let normal = SkewNormal(location: 1, scale: 2, shape: 0)
    for z in [-8.0, -5, -1, 0, 1.5, 4] {
      let exact = log2(erfc(-z / 2.0.squareRoot()) / 2)
      #expect(abs(normal.logProbability(upTo: 1 + 2 * z) - exact) < 1e-6 * max(1, -exact), "\(z)")
    }
    // With shape 1 its probability is the square of the normal one's.
    let leaning = SkewNormal(location: 0, scale: 1, shape: 1)
    for z in [-6.0, -3, -1, 0, 2] {
      let exact = 2 * log2(erfc(-z / 2.0.squareRoot()) / 2)
      #expect(abs(leaning.logProbability(upTo: z) - exact) < 1e-6 * max(1, -exact), "\(z)")
    }
    // That of -a is one less that of a, mirrored.
    let mirrored = SkewNormal(location: 0, scale: 1, shape: -1)
    let upper = exp2(mirrored.logProbability(upTo: 1.2))
    #expect(abs(upper - (1 - exp2(leaning.logProbability(upTo: -1.2)))) < 1e-9)
  }

  @Test func aFitFindsTheParametersOfManyDraws() {
    // z = d |u| + sqrt(1 - d^2) v is skew normal of shape d / sqrt(1 - d^2).
    var generator = PhiloxGenerator(seed: 4)
    let shape = -3.0
    let delta = shape / (1 + shape * shape).squareRoot()
    let values = (0..<40_000).map { _ -> Double in
      let z =
        delta * abs(generator.normal()) + (1 - delta * delta).squareRoot() * generator.normal()
      return 20 + 2.5 * z
    }
    let fit = SkewNormal(fitting: values)
    #expect(abs(fit.location - 20) < 0.1 && abs(fit.scale - 2.5) < 0.1)
    #expect(abs(fit.shape - shape) < 0.3, "\(fit.shape)")
  }
}

@Suite struct ExposureReferencesTests {
  @Test func ofAWholeSpaceTheExposureIsThatOfTheRank() throws {
    let references = try ExposureReferences(losses: (1...1024).map(Double.init), isWhole: true)
    #expect(references.exposure(of: 1, by: .rank).bits == 10)
    #expect(references.exposure(of: 512, by: .rank).bits == 1)
    #expect(references.exposure(of: 1024, by: .interpolation).bits == 0)
    #expect(references.exposure(of: 1, by: .rank).estimator == .rank)
  }

  @Test func equalReferencesStandBefore() throws {
    let references = try ExposureReferences(losses: [1, 2, 2, 3, 4, 5, 6, 7])
    #expect(references.rank(of: 0.5) == 1 && references.rank(of: 2) == 4)
    #expect(references.exposure(of: 0.5, by: .interpolation).bits == 3)
    #expect(references.exposure(of: 2, by: .interpolation).bits == 1)
  }

  @Test func theFittedTailGoesBeyondTheReferences() throws {
    var generator = PhiloxGenerator(seed: 5)
    let references = try ExposureReferences(losses: (0..<4000).map { _ in 30 + generator.normal() })
    let inside = references.exposure(of: 28.5, by: .extrapolation).bits
    #expect(abs(inside - references.exposure(of: 28.5, by: .interpolation).bits) < 0.3)
    // Six deviations down: log2 of 1e-9 is -29.9.
    let beyond = references.exposure(of: 24, by: .extrapolation).bits
    #expect(abs(beyond - 29.9) < 4, "\(beyond)")
    #expect(references.exposure(of: 24, by: .interpolation).bits < 12)
  }

  @Test func tooFewReferencesAreRefused() {
    #expect(throws: MemorizationError.self) { try ExposureReferences(losses: [1]) }
    #expect(throws: MemorizationError.self) { try ExposureReferences(losses: [1, .infinity]) }
  }
}
