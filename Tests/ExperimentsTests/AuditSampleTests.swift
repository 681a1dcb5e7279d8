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
    // Little-endian, four bytes each.
    #expect(sample.stored.prompt == Data([1, 0, 0, 0, 0x50, 0xC4, 0, 0, 3, 0, 0, 0]))
  }

  @Test func damagedBytesAreRefused() {
    for (group, tokens, values) in [("top_n", 5, 5), ("top_n", 8, 4), ("top_k", 4, 4)] {
      let stored = StoredSample(
        group: group, number: 0, prompt: Data(), tokens: Data(count: tokens),
        logProbabilities: Data(count: values))
      #expect(throws: MemorizationError.self) { try AuditSample(stored) }
    }
  }
}
