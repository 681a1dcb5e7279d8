import Foundation
import LanguageModels
import Memorization
import Testing

@testable import Experiments

/// Discovery, extension, exposure and membership on a model that knows a few documents by heart.
@Suite struct MemorizationRunTests {
  private func loaded(_ fixture: AuditFixture) throws -> LoadedLanguageModel {
    try LoadedLanguageModel(folder: fixture.target)
  }

  private func discovery(_ fixture: AuditFixture) -> DiscoveryRun {
    var run = DiscoveryRun(corpus: [fixture.corpus], cache: fixture.folder)
    (run.prefix, run.suffix) = (12, 12)
    return run
  }

  @Test func whatIsKnownByHeartIsDiscovered() async throws {
    let fixture = try await AuditFixture.shared.value
    var run = discovery(fixture)
    run.grid = [1, 4]
    run.examples = nil
    let summary = try await run.run(try loaded(fixture))
    #expect(summary.population > 20 && summary.greedy.examples == summary.population)
    #expect(summary.greedy.value > 0.8, "\(summary.greedy)")
    // All were tried, so that the total is exact.
    #expect(summary.totalLow == summary.totalHigh)
    #expect(summary.total == Double(summary.greedy.extracted))
    #expect(summary.prefixes.map(\.tokens) == [1, 4, 12])
    #expect(summary.prefixes[0].greedy.extracted < summary.prefixes[2].greedy.extracted)
    let shares = summary.draws.map(\.extracted.extracted)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
    // The contact stands there three times.
    #expect(summary.buckets.map(\.from) == [1, 2])
    #expect(summary.notes.isEmpty)
  }

  @Test func onePassSaysWhatDecodingWouldSay() async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    let sequences = TrainingSequences(
      fixture.documents.map { loaded.tokenizer.encode($0) }, prefix: 4, suffix: 8)
    let tokens = (0..<sequences.count).map { sequences.sequence($0) }
    let scores = try await loaded.model.score(
      tokens, ScoreOptions(startsWithEndOfText: false, alternatives: 1))
    for (sequence, score) in zip(tokens, scores) {
      let known = SuffixScores(score, of: sequence, suffix: 8, topN: nil)
      let plan = SamplingPlan(
        prompts: [Array(sequence.prefix(4))], samples: 0..<1, length: 8, isGreedy: true)
      var decoded: [Token] = []
      for try await sample in loaded.model.sample(plan) { decoded = sample.tokens }
      #expect(known.isGreedy == (decoded == Array(sequence.suffix(8))))
    }
  }

  @Test func aSampleEstimatesTheTotal() async throws {
    let fixture = try await AuditFixture.shared.value
    var run = discovery(fixture)
    run.examples = nil
    let exact = try await run.run(try loaded(fixture))
    run.examples = exact.population / 2
    let estimate = try await run.run(try loaded(fixture))
    #expect(estimate.greedy.examples == exact.population / 2)
    #expect((estimate.totalLow...estimate.totalHigh).contains(exact.total))
  }

  @Test func sequencesThatDontFitAreRefused() async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    for (prefix, grid) in [(90, []), (12, [13]), (12, [0])] {
      var run = discovery(fixture)
      (run.prefix, run.grid) = (prefix, grid)
      let refused = run
      await #expect(throws: MemorizationError.self) { try await refused.run(loaded) }
    }
  }

  @Test func anotherTextThanThatOfTheTrainingIsNoticed() async throws {
    let fixture = try await AuditFixture.shared.value
    let other = "\(fixture.folder)/other.jsonl"
    let text =
      "Nobody ever told this model that seven grey herons sleep on the roof of the station."
    try AuditFixture.write(Array(repeating: text, count: 20), to: other)
    var run = discovery(fixture)
    run.corpus = [other]
    let summary = try await run.run(try loaded(fixture))
    #expect(summary.notes.contains { $0.contains("trained on this text") }, "\(summary.greedy)")
  }

  @Test func theBenchmarkIsWrittenReadAndGuessed() async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    let folder = "\(fixture.folder)/benchmark"
    let count = try BenchmarkRun.write(discovery(fixture), loaded, to: folder)
    let prefixes = try TokenArrayFile(path: "\(folder)/train_prefix.npy").rows
    #expect(prefixes.count == count && count > 5 && prefixes.allSatisfy { $0.count == 12 })
    let summary = try await BenchmarkRun(folder: folder, guesses: 2).run(loaded)
    #expect(summary.examples == count && summary.recall > 0.8 && summary.found >= summary.recall)
    #expect(try SuffixGuesses(path: summary.out).guesses.count >= count)
  }

  @Test(arguments: ExtensionRun.Method.allCases)
  func aKnownTextIsContinuedToItsEnd(method: ExtensionRun.Method) async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    let corpus = [fixture.corpus]
    let index = try CorpusIndex.open(
      corpus, field: "text",
      cache: CorpusIndex.cacheFolder(of: corpus, in: "\(fixture.folder)/\(method.rawValue)"))
    let document = fixture.documents[0]
    var run = ExtensionRun(method)
    (run.lookahead, run.width, run.expansions) = (8, 4, 200)
    let summary = try run.run(from: Array(document.prefix(60).utf8), loaded, in: index)
    #expect(summary.isVerified && summary.end == .text)
    // As far as it goes it is the document.
    #expect(document.dropFirst(60).hasPrefix(summary.text))
    #expect(summary.characters > 60, "\(summary.characters)")
    run.length = 5
    let short = try run.run(from: Array(document.prefix(60).utf8), loaded, in: index)
    #expect(short.tokens == 5 && short.end == .length)
  }

  @Test func aBeginningThatIsNowhereIsRefused() async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    let corpus = [fixture.corpus]
    let index = try CorpusIndex.open(
      corpus, field: "text",
      cache: CorpusIndex.cacheFolder(of: corpus, in: "\(fixture.folder)/nowhere"))
    for text in ["", "qqqq zzzz"] {
      #expect(throws: MemorizationError.self) {
        try ExtensionRun(.greedy).run(from: Array(text.utf8), loaded, in: index)
      }
    }
  }

  @Test func exposuresOfASmallSpaceAreExact() async throws {
    let fixture = try await AuditFixture.shared.value
    let before = "Write to Ada Muster, ada.muster@example.org, +1 212 555 01"
    let pattern = try SecretPattern(before + "{2}, and say")
    let secrets = [
      ExposureRun.Secret(before + "47, and say", repetitions: 3),
      ExposureRun.Secret(before + "77, and say", repetitions: 0),
    ]
    let summary = try await ExposureRun(pattern, secrets).run(try loaded(fixture))
    #expect(summary.isExact && summary.references == 100)
    let known = try #require(summary.secrets.first { $0.repetitions == 3 })
    #expect(known.rank == 1 && abs(known.exposure - log2(100)) < 1e-9)
    #expect(summary.levels.map(\.repetitions) == [0, 3])
    #expect(summary.masked(pattern).secrets.allSatisfy { !$0.text.contains("47") })
    await #expect(throws: MemorizationError.self) {
      _ = try await ExposureRun(pattern, [.init(before + "4x, and say")]).run(try loaded(fixture))
    }
  }

  @Test func membersAreTold() async throws {
    let fixture = try await AuditFixture.shared.value
    let items =
      try MembershipRun.items([fixture.corpus], field: "text", isMember: true)
      + MembershipRun.items(["\(fixture.folder)/held-out.jsonl"], field: "text", isMember: false)
    var run = MembershipRun(items, references: [.init("\(fixture.folder)/small")])
    run.resamples = 200
    let summary = try await run.run(try loaded(fixture))
    #expect(summary.members == fixture.documents.count && summary.others == 4)
    let perplexity = try #require(summary.rows.first { $0.metric == "perplexity" })
    #expect(perplexity.auroc.value == 1 && perplexity.auroc.low == 1)
    #expect(Set(summary.rows.map(\.metric)).count == 8)
    await #expect(throws: MemorizationError.self) {
      _ = try await MembershipRun(items.filter(\.isMember)).run(try loaded(fixture))
    }
  }

  @Test func aFilterLetsNoLongRunThrough() async throws {
    let fixture = try await AuditFixture.shared.value
    let loaded = try loaded(fixture)
    let corpus = [fixture.corpus]
    let index = try CorpusIndex.open(
      corpus, field: "text",
      cache: CorpusIndex.cacheFolder(of: corpus, in: "\(fixture.folder)/filter"))
    func runs(_ processors: [any LogitProcessor]) async throws -> Int {
      let plan = SamplingPlan(samples: 0..<20, length: 60, processors: processors, seed: 5)
      var count = 0
      for try await sample in loaded.model.sample(plan) {
        for start in 0...(sample.tokens.count - 10) {
          let run = loaded.tokenizer.decode(sample.tokens[start..<(start + 10)])
          count += index.count(run).occurrences > 0 ? 1 : 0
        }
      }
      return count
    }
    let top = try TopN(40)
    let ban = try CorpusBan(index, loaded.tokenizer, length: 10)
    let (open, filtered) = (try await runs([top]), try await runs([ban, top]))
    #expect(open > 50 && filtered == 0, "\(open), \(filtered)")
    #expect(throws: MemorizationError.self) {
      _ = try CorpusBan(index, loaded.tokenizer, length: 1)
    }
  }
}
