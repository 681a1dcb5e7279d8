import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct CandidateSelectionTests {
  /// Texts that share no trigram.
  private func distinct(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array("text number \($0) of all".utf8) }
  }

  @Test func theBestDistinctSamplesAreChosen() throws {
    var texts = distinct(6)
    texts[4] = texts[1]
    let removal = DuplicateRemoval(texts: texts)
    let outcome = try CandidateSelection(count: 3, pool: 4)
      .select(scores: [1, 6, 3, 4, 5, 2], removing: removal)
    #expect(
      outcome.candidates == [
        .init(sample: 1, rank: 0, score: 6), .init(sample: 3, rank: 1, score: 4),
        .init(sample: 2, rank: 2, score: 3),
      ])
    #expect(outcome.pool.count == 4 && outcome.removed == 1 && outcome.unscored == 0)
    #expect(outcome.shortage == nil)
  }

  @Test func theSpreadOfThePaperIsChosenFromTheDistinctSamples() {
    var texts = distinct(1200)
    // Every tenth sample repeats the one before it.
    for sample in stride(from: 9, to: 1200, by: 10) { texts[sample] = texts[sample - 1] }
    let scores = (0..<1200).map { -Double($0) }
    let outcome = CandidateSelection.paper(of: 200_000).select(
      scores: scores, removing: DuplicateRemoval(texts: texts))
    #expect(outcome.pool.count == 1000 && outcome.removed == 111)
    #expect(outcome.candidates.map(\.rank) == SelectionRule.sqrt.ranks(100, of: 1000))
    for candidate in outcome.candidates {
      #expect(candidate.sample == candidate.rank + candidate.rank / 9)
    }
  }

  @Test(arguments: [(100, 100), (20_000, 100), (50_000, 250), (200_000, 1000)])
  func theSpreadGoesOverTheBestHalfPerCent(samples: Int, pool: Int) {
    #expect(CandidateSelection.paper(of: samples).pool == pool)
  }

  @Test func fewerSamplesThanCandidatesAreTakenAndToldOf() throws {
    var texts = distinct(5)
    texts[2] = texts[0]
    let outcome = try CandidateSelection().select(
      scores: [1, 2, 3, .nan, 4], removing: DuplicateRemoval(texts: texts))
    #expect(outcome.candidates.map(\.sample) == [4, 2, 1])
    #expect(
      outcome.shortage
        == "3 candidates instead of 100: of 5 samples, 1 dropped as duplicates, 1 without a score.")
    let none = try CandidateSelection().select(scores: [], removing: DuplicateRemoval(texts: []))
    #expect(none.candidates.isEmpty && none.shortage != nil)
  }

  @Test(arguments: [(0, 10), (-1, 10), (11, 10)])
  func numbersThatMakeNoSenseAreRefused(count: Int, pool: Int) {
    let error = #expect(throws: MemorizationError.self) {
      try CandidateSelection(count: count, pool: pool)
    }
    #expect(error?.code == .option)
  }

  @Test func aChoiceSurvivesJSONAndIsHeldToItsRange() throws {
    let data = try JSONEncoder().encode(CandidateSelection.paper(of: 20))
    #expect(try JSONDecoder().decode(CandidateSelection.self, from: data) == .paper(of: 20))
    let wrong = Data(#"{"count": 5, "pool": 4, "rule": "top"}"#.utf8)
    #expect(throws: MemorizationError.self) {
      try JSONDecoder().decode(CandidateSelection.self, from: wrong)
    }
  }
}
