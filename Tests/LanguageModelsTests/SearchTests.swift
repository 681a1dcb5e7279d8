import Foundation
import Testing

@testable import LanguageModels

@Suite struct SearchTests {
  let fixture: EngineFixture
  let model: GPT2Model

  init() throws {
    fixture = try EngineFixture.load()
    model = try fixture.model(.float32)
  }

  /// Every continuation of two tokens, the likeliest first.
  private func allPairs(after prompt: [Token]) -> [Continuation] {
    let batch = DecodingBatch(model, capacity: 1)
    func next(_ tokens: [Token]) -> Candidates {
      batch.reset(0)
      return batch.read([.init(slot: 0, tokens: tokens)], .all)[0]
    }
    let empty = Continuation(tokens: [], logProbability: 0)
    return next(prompt).logProbabilities.flatMap { first in
      let head = empty.appending(first.token, first.logProbability)
      return next(prompt + head.tokens).logProbabilities.map {
        head.appending($0.token, $0.logProbability)
      }
    }.sorted(by: >)
  }

  private func expectEqual(_ found: [Continuation], _ expected: some Sequence<Continuation>) {
    let expected = Array(expected)
    #expect(found.map(\.tokens) == expected.map(\.tokens))
    for (a, b) in zip(found, expected) {
      #expect(abs(a.logProbability - b.logProbability) < 1e-5)
    }
  }

  @Test func bestFirstSearchFindsTheLikeliestContinuationsOfAll() throws {
    let expected = allPairs(after: [3, 1, 4]).prefix(12)
    for batch in [1, 5, 40] {
      let search = BestFirstSearch(length: 2, count: 12, branching: nil, batch: batch)
      let result = try search.run(model, after: [3, 1, 4])
      expectEqual(result.continuations, expected)
      #expect(result.isExact)
    }
  }

  @Test func aSearchThatLooksAtFewBranchesKnowsWhetherItMayHaveMissedSome() throws {
    let narrow = BestFirstSearch(length: 2, count: 12, branching: 2)
    let result = try narrow.run(model, after: [3, 1, 4])
    let all = allPairs(after: [3, 1, 4]).prefix(12).map(\.tokens)
    #expect(result.isExact == (result.continuations.map(\.tokens) == all))
  }

  @Test func expansionsEndTheSearchAndWhatWasOpenIsReported() throws {
    let search = BestFirstSearch(length: 30, expansions: 20)
    let result = try search.run(model, after: [3])
    #expect(result.expansions == 20)
    #expect(result.continuations.isEmpty)
    #expect(!result.isExact)
    #expect(result.open != nil)
  }

  @Test func prefixesWhoseKeysAreGoneAreReadAnew() throws {
    // Many more expansions than the tree keeps.
    let search = BestFirstSearch(length: 6, expansions: 600, branching: 3, batch: 4)
    let result = try search.run(model, after: fixture.prompt)
    let longest = try #require(result.continuations.first ?? result.open)
    let scores = DecodingBatch(model, capacity: 1)
    var sum = 0.0
    for (step, token) in longest.tokens.enumerated() {
      scores.reset(0)
      let tokens = fixture.prompt + longest.tokens[..<step]
      let next = scores.read([.init(slot: 0, tokens: tokens)], .all)[0]
      sum += Double(next.logits[Int(token)] - next.logNormalizer)
    }
    #expect(abs(sum - longest.logProbability) < 1e-4)
  }

  @Test func aBeamOfOneIsGreedy() async throws {
    let result = try BeamSearch(width: 1, length: 60).run(model, after: fixture.prompt)
    #expect(result.continuations[0].tokens == Array(fixture.greedy.prefix(60)))
  }

  @Test func aBeamAsWideAsTheVocabularyIsExactForTwoTokens() throws {
    let width = model.configuration.vocabulary
    let result = try BeamSearch(width: width, length: 2).run(model, after: [3, 1, 4])
    expectEqual(result.continuations, allPairs(after: [3, 1, 4]).prefix(width))
  }

  @Test func aWiderBeamFindsNothingLessLikelyHere() throws {
    let found = try [1, 4, 16].map {
      try BeamSearch(width: $0, length: 12).run(model, after: [9]).continuations[0].logProbability
    }
    #expect(found[1] >= found[0])
    #expect(found[2] >= found[1])
  }

  @Test func endOfTextEndsAContinuationIfAsked() throws {
    let end = model.configuration.endOfText
    let beam = try BeamSearch(width: 200, length: 3, stopsAtEndOfText: true)
      .run(model, after: [1])
    let first = try BestFirstSearch(
      length: 3, count: 40, expansions: 5000, branching: nil, stopsAtEndOfText: true
    ).run(model, after: [1])
    for continuation in beam.continuations + first.continuations {
      let place = continuation.tokens.firstIndex(of: end)
      #expect(continuation.tokens.count == place.map { $0 + 1 } ?? 3)
    }
    #expect((beam.continuations + first.continuations).contains { $0.tokens.count < 3 })
  }

  @Test func searchesThatCanNotBeMadeSaySo() throws {
    #expect(throws: LanguageModelError.self) {
      try BeamSearch(width: 0, length: 1).run(model, after: [])
    }
    #expect(throws: LanguageModelError.self) {
      try BeamSearch(width: 2, length: model.configuration.context + 1).run(model, after: [])
    }
    #expect(throws: LanguageModelError.self) {
      try BestFirstSearch(length: 0).run(model, after: [])
    }
    #expect(throws: LanguageModelError.self) {
      try BestFirstSearch(length: 1, expansions: 0).run(model, after: [])
    }
    #expect(throws: LanguageModelError.self) {
      try BestFirstSearch(length: 1).run(model, after: [Token(model.configuration.vocabulary)])
    }
  }
}
