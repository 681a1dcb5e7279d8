import Foundation
import LanguageModels
import Testing

@Suite struct PrivacyRequestTests {
  @Test func theNoiseForAnEpsilonKeepsToItAfterTheSteps() throws {
    let request = PrivacyRequest(.epsilon(4), clip: 0.5, expectedBatch: 256)
    let plan = try request.plan(documents: 13_000, steps: 1015)
    #expect(plan.clip == 0.5 && plan.delta == 1e-5 && plan.samplingRate == 256.0 / 13_000)
    let accountant = try plan.accountant()
    let epsilon = try accountant.guarantee(steps: 1015, delta: plan.delta).epsilon
    #expect(epsilon <= 4 && epsilon > 3.99)
  }

  @Test func deltaIsAlwaysBelowOneInAsManyAsThereAreDocuments() {
    for documents in [2, 1000, 35_112, 100_000, 10_000_000] {
      let delta = PrivacyRequest.usualDelta(documents: documents)
      #expect(delta <= 1e-5 && delta < 1 / Double(documents))
    }
    #expect(PrivacyRequest.usualDelta(documents: 35_111) == 1e-5)
    #expect(PrivacyRequest.usualDelta(documents: 35_112) < 1e-5)
  }

  @Test func aBatchLargerThanTheCorpusNamesBothNumbers() {
    for batch in [0, 81, 512] {
      let error = #expect(throws: LanguageModelError.self) {
        try PrivacyRequest(.multiplier(1), expectedBatch: batch).plan(documents: 80, steps: 10)
      }
      #expect(error?.message.contains("\(batch) documents") == true)
      #expect(error?.message.contains("there are 80") == true)
    }
  }

  @Test func valuesOutsideTheirRangesAreRefused() {
    for request in [
      PrivacyRequest(.multiplier(0), expectedBatch: 8),
      PrivacyRequest(.epsilon(0), expectedBatch: 8),
      PrivacyRequest(.multiplier(1), delta: 1, expectedBatch: 8),
      PrivacyRequest(.epsilon(1), delta: 0, expectedBatch: 8),
      PrivacyRequest(.multiplier(1), clip: 0, expectedBatch: 8),
      PrivacyRequest(.multiplier(1), clip: .infinity, expectedBatch: 8),
    ] {
      #expect(throws: LanguageModelError.self, "\(request)") {
        try request.plan(documents: 80, steps: 10)
      }
    }
  }
}
