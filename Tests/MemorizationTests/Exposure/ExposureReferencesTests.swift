import Foundation
import LinearAlgebra
import Memorization
import Testing

@Suite struct ExposureReferencesTests {
  @Test func ofAWholeSpaceTheExposureIsThatOfTheRank() throws {
    let references = try ExposureReferences(losses: (1...1024).map(Double.init), isWhole: true)
    #expect(references.exposure(of: 1, by: .rank).bits == 10)
    #expect(references.exposure(of: 512, by: .rank).bits == 1)
    #expect(references.exposure(of: 1024, by: .interpolation).bits == 0)
    #expect(references.exposure(of: 1, by: .rank).estimator == .rank)
  }

  @Test func equalReferencesStandBefore() throws {
    let references = try ExposureReferences(losses: [1, 2, 2, 3, 4, 5, 6])
    #expect(references.rank(of: 0.5) == 1 && references.rank(of: 2) == 4)
    #expect(references.exposure(of: 0.5, by: .interpolation).bits == 3)
    #expect(references.exposure(of: 2, by: .interpolation).bits == 1)
    #expect(references.exposure(of: 9, by: .interpolation).bits == 0)
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
