import Foundation
import LanguageModels
import Memorization
import Runs
import Testing

@testable import Experiments

@Suite struct AuditSampleTests {
  @Test func aSampleSurvivesTheStore() throws {
    let sample = AuditSample(
      scheme: .internet, number: 7, prompt: [1, 50_256, 3], tokens: [0, 1023, 70_000],
      logProbabilities: [-0.25, -.infinity, -1e-20])
    #expect(try AuditSample(sample.stored) == sample)
  }

  @Test func damagedBytesAreRefused() {
    let tokens = TokenCoding.data(tokens: [1, 2])
    for (group, values) in [("top_n", [Float(-1)]), ("top_k", [-1, -2])] {
      let stored = StoredSample(
        group: group, number: 0, prompt: tokens, tokens: tokens,
        logProbabilities: TokenCoding.data(logProbabilities: values))
      #expect(throws: MemorizationError.self) { try AuditSample(stored) }
    }
    let noTokens = StoredSample(
      group: "top_n", number: 0, prompt: tokens, tokens: Data([7, 1]), logProbabilities: Data())
    #expect(throws: RunsError.self) { try AuditSample(noTokens) }
  }
}
