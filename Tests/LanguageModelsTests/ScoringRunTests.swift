import CLinearAlgebra
import Foundation
import Testing

@testable import LanguageModels

@Suite struct ScoringRunTests {
  let fixture: EngineFixture

  init() throws { fixture = try EngineFixture.load() }

  @Test(arguments: instructionSets) func scoresAreThoseOfTransformers(
    _ set: skua_instruction_set
  ) async throws {
    let model = try fixture.model(.float32, set)
    let scores = try await model.score(fixture.texts.map(\.tokens), ScoreOptions())
    for (text, score) in zip(fixture.texts, scores) {
      #expect(score.logProbabilities.count == text.tokens.count)
      for (ours, theirs) in zip(score.logProbabilities, text.logProbabilities) {
        #expect(abs(ours - theirs) < 2e-5 * max(1, abs(theirs)))
      }
    }
  }

  @Test(arguments: Precision.allCases)
  func aTextScoresTheSameAloneAndAmongOthersAndOnAnyNumberOfThreads(
    _ precision: Precision
  ) throws {
    let model = try fixture.model(precision)
    let texts = (1...60).map { Array(fixture.texts.last!.tokens.suffix(3 * $0)) }
    let together = try ScoringRun.scores(model, texts, threads: 2)
    let single = try ScoringRun.scores(model, texts, threads: 1)
    for (index, text) in texts.enumerated() {
      let alone = try ScoringRun.scores(model, [text], threads: 2)[0]
      #expect(alone.logProbabilities == together[index].logProbabilities)
      #expect(alone.logProbabilities == single[index].logProbabilities)
    }
  }

  @Test(arguments: Precision.allCases) func scoresAreThoseOfTheCachedPath(
    _ precision: Precision
  ) throws {
    let model = try fixture.model(precision)
    let text = fixture.texts.last!.tokens
    let scores = try ScoringRun.scores(model, [text])[0].logProbabilities
    let batch = DecodingBatch(model, capacity: 1)
    var before = model.configuration.endOfText
    for (token, score) in zip(text, scores) {
      let next = batch.read([.init(slot: 0, tokens: [before])], .all)[0]
      #expect(abs(next.logits[Int(token)] - next.logNormalizer - score) < 1e-5)
      before = token
    }
  }

  @Test func aLongTextIsReadInWindowsThatScoreEachTokenOnce() throws {
    let model = try fixture.model(.float32)
    let text = Array(
      (fixture.texts.last!.tokens + fixture.prompt + fixture.texts[4].tokens)[..<300])
    let scores = try ScoringRun.scores(model, [text], ScoreOptions(stride: 30))[0].logProbabilities
    #expect(scores.allSatisfy { $0.isFinite })
    // Inputs are the end-of-text token and the text. The first window scores targets up to 256, the
    // second one begins 30 later and scores 30 more, the third the rest.
    let inputs = [model.configuration.endOfText] + text
    let options = ScoreOptions(startsWithEndOfText: false)
    let windows = [inputs[0...256], inputs[30...286], inputs[60...300]].map(Array.init)
    let parts = try ScoringRun.scores(model, windows, options).map(\.logProbabilities)
    #expect(scores[..<256] == parts[0][1...])
    #expect(scores[256..<286] == parts[1][227...])
    #expect(scores[286..<300] == parts[2][227...])
  }

  @Test func withoutTheEndOfTextTokenTheFirstTokenHasNoScore() throws {
    let model = try fixture.model(.float32)
    let options = ScoreOptions(startsWithEndOfText: false, alternatives: 2, moments: true)
    let scores = try ScoringRun.scores(model, [[5], [5, 6, 7]], options)
    #expect(scores[0].scored == 0 && scores[0].logPerplexity.isNaN)
    #expect(scores[1].scored == 2 && scores[1].logProbabilities[0].isNaN)
    #expect(scores[1].alternatives.map(\.count) == [0, 2, 2])
    #expect(scores[1].moments[0].mean.isNaN && scores[1].moments[1].mean < 0)
  }

  @Test func alternativesAreTheLikeliestTokensWithTheirLogProbabilities() throws {
    let model = try fixture.model(.float32)
    let text = fixture.texts[2].tokens
    let scores = try ScoringRun.scores(model, [text], ScoreOptions(alternatives: 131))[0]
    for (index, token) in text.enumerated() {
      let all = scores.alternatives[index]
      #expect(all.count == 131 && all[0].logProbability >= all[130].logProbability)
      let own = all.first { $0.token == token }!
      #expect(abs(own.logProbability - scores.logProbabilities[index]) < 1e-5)
      #expect(abs(all.reduce(0) { $0 + exp(Double($1.logProbability)) } - 1) < 1e-4)
    }
  }

  @Test func whatCanNotBeScoredIsNamed() async throws {
    let model = try fixture.model(.float32)
    let long = [Token](repeating: 1, count: 257)
    let cases: [([[Token]], ScoreOptions, String)] = [
      ([[1], []], ScoreOptions(), "Sequence 1"), ([[1], long], ScoreOptions(), "stride"),
      ([[131]], ScoreOptions(), "131"), ([[-1]], ScoreOptions(), "-1"),
      ([[1]], ScoreOptions(stride: 0), "stride"), ([[1]], ScoreOptions(stride: 257), "stride"),
      ([[1]], ScoreOptions(alternatives: -1), "-1"),
    ]
    for (sequences, options, word) in cases {
      let error = await #expect(throws: LanguageModelError.self) {
        try await model.score(sequences, options)
      }
      #expect(error?.message.contains(word) == true)
    }
  }

  @Test func noSequencesHaveNoScores() async throws {
    #expect(try await fixture.model(.float32).score([], ScoreOptions()).isEmpty)
  }

  @Test func aStoppedRunGivesNothing() throws {
    let stop = StopSignal()
    stop.raise()
    let run = try ScoringRun(try fixture.model(.float32), [[1, 2]], ScoreOptions())
    #expect(run.results(stop) == nil)
  }
}

extension ScoringRun {
  /// The scores, for sequences that are known to be right.
  static func scores(
    _ model: GPT2Model, _ sequences: [[Token]], _ options: ScoreOptions = ScoreOptions(),
    threads: Int? = nil
  ) throws -> [TokenScores] {
    try ScoringRun(model, sequences, options, threads: threads).results(StopSignal()) ?? []
  }
}
