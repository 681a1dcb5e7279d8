import Foundation
import Testing

@testable import LanguageModels

@Suite struct CandidateDrawTests {
  @Test func theDrawIsTheInverseOfTheCumulativeProbabilityByToken() {
    // Probabilities 0.25, 0.25, 0.5.
    let candidates = Candidates(tokens: [9, 4, 7], logits: [0, 0, log(2)])
    let draws = [0, 0.26, 0.51, 0.74, 0.76, 0.999].map { candidates.token(at: $0) }
    #expect(draws == [4, 7, 7, 7, 9, 9])
  }

  @Test func theDrawDoesNotDependOnTheOrderOfCandidates() {
    let logits = randomRows(3000, seed: 6)
    let forward = Candidates(tokens: (0..<3000).map { Token($0) }, logits: logits)
    let backward = Candidates(
      tokens: (0..<3000).reversed().map { Token($0) }, logits: logits.reversed())
    for step in 0..<50 {
      let uniform = (Double(step) + 0.37) / 50
      #expect(forward.token(at: uniform) == backward.token(at: uniform))
    }
  }
}
