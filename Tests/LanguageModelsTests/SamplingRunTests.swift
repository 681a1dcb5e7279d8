import CLinearAlgebra
import Foundation
import Testing

@testable import LanguageModels

@Suite struct SamplingRunTests {
  let fixture: EngineFixture

  init() throws { fixture = try EngineFixture.load() }

  private func draw(_ model: GPT2Model, _ plan: SamplingPlan) async throws -> [Int: Sample] {
    var samples: [Int: Sample] = [:]
    for try await sample in model.sample(plan) {
      #expect(samples.updateValue(sample, forKey: sample.id) == nil)
    }
    return samples
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func aSampleDependsOnNothingButSeedNumberAndPrompt(
    _ set: skua_instruction_set, _ precision: Precision
  ) async throws {
    let model = try fixture.model(precision, set)
    let prompts: [[Token]] = [[1, 2, 3, 4], [1, 2, 3], Array(fixture.prompt)]
    var plan = SamplingPlan(
      prompts: prompts, samples: 0..<12, length: 30, processors: [try TopN(20)], seed: 5,
      batch: 12, threads: 1)
    let reference = try await draw(model, plan)
    #expect(reference.count == 12)
    #expect(Set(reference.values.map(\.tokens)).count > 6)
    for (batch, threads, samples) in [(1, 1, 0..<12), (5, 2, 0..<12), (7, 3, 4..<9)] {
      plan.batch = batch
      plan.threads = threads
      plan.samples = samples
      let others = try await draw(model, plan)
      #expect(others.keys.sorted() == Array(samples))
      for (id, sample) in others {
        #expect(sample.tokens == reference[id]!.tokens)
        #expect(sample.logProbabilities == reference[id]!.logProbabilities)
      }
    }
  }

  @Test func anotherSeedGivesOtherSamples() async throws {
    let model = try fixture.model(.float32)
    var plan = SamplingPlan(samples: 0..<4, length: 20, seed: 1)
    let first = try await draw(model, plan)
    plan.seed = 2
    let second = try await draw(model, plan)
    #expect(first[0]!.tokens != second[0]!.tokens)
  }

  @Test(arguments: Precision.allCases)
  func theRecordedLogProbabilitiesAreTheScoresOfTheSample(_ precision: Precision) async throws {
    let model = try fixture.model(precision)
    let plan = SamplingPlan(
      samples: 0..<5, length: 100, processors: [try TopN(10)], seed: 3, batch: 3)
    let samples = try await draw(model, plan)
    for sample in samples.values {
      let scores = try await model.score([sample.tokens], ScoreOptions())
      for (drawn, scored) in zip(sample.logProbabilities, scores[0].logProbabilities) {
        #expect(abs(drawn - scored) < 1e-5)
      }
    }
  }

  @Test func pastTheContextASampleGoesOnFromItsLastTokens() async throws {
    let model = try fixture.model(.float32)
    let plan = SamplingPlan(
      prompts: [fixture.prompt], samples: 0..<1, length: 300, isGreedy: true, stride: 100)
    let sample = try await draw(model, plan)[0]!
    #expect(sample.tokens.count == 300)
    // The context is full when prompt and new tokens are 256; the next one is read after 100 tokens.
    let text = fixture.prompt + sample.tokens
    let batch = DecodingBatch(model, capacity: 1)
    let next = batch.read([.init(slot: 0, tokens: Array(text[157..<257]))], .largest(1))[0]
    #expect(next.tokens[0] == text[257])
    #expect(next.logits[0] - next.logNormalizer == sample.logProbabilities[257 - 40])
  }

  @Test func aSampleEndsWithTheEndOfTextTokenIfAsked() async throws {
    let model = try fixture.model(.float32)
    var plan = SamplingPlan(samples: 0..<40, length: 200, seed: 8, batch: 6)
    let full = try await draw(model, plan)
    plan.stopsAtEndOfText = true
    let ended = try await draw(model, plan)
    #expect(ended.count == 40)
    let end = model.configuration.endOfText
    for id in 0..<40 {
      let tokens = full[id]!.tokens
      let expected = tokens.firstIndex(of: end).map { Array(tokens[...$0]) } ?? tokens
      #expect(ended[id]!.tokens == expected)
    }
    #expect(ended.values.contains { $0.tokens.count < 200 })
  }

  @Test func frequenciesOfTheFirstTokenFollowItsProbabilities() async throws {
    let model = try fixture.model(.float32)
    let count = 4000
    let samples = try await draw(model, SamplingPlan(samples: 0..<count, length: 1, seed: 4))
    let batch = DecodingBatch(model, capacity: 1)
    let first = batch.read([.init(slot: 0, tokens: [model.configuration.endOfText])], .all)[0]
    let drawn = samples.values.reduce(into: [Token: Int]()) { $0[$1.tokens[0], default: 0] += 1 }
    var statistic = 0.0, freedom = -1.0, rest = (expected: 0.0, seen: 0.0)
    for (token, logit) in zip(first.tokens, first.logits) {
      let expected = Double(count) * Double(exp(logit - first.logNormalizer))
      let seen = Double(drawn[token] ?? 0)
      guard expected >= 5 else {
        rest = (rest.expected + expected, rest.seen + seen)
        continue
      }
      statistic += (seen - expected) * (seen - expected) / expected
      freedom += 1
    }
    statistic += (rest.seen - rest.expected) * (rest.seen - rest.expected) / rest.expected
    freedom += 1
    // Five standard deviations above the mean of chi-square.
    #expect(statistic < freedom + 5 * (2 * freedom).squareRoot())
  }

  @Test func plansThatCanNotBeFollowedSaySo() async throws {
    let model = try fixture.model(.float32)
    let plans = [
      SamplingPlan(prompts: [], samples: 0..<1, length: 1),
      SamplingPlan(samples: 0..<1, length: 0),
      SamplingPlan(samples: 0..<1, length: 1, batch: 0),
      SamplingPlan(samples: 0..<1, length: 1, stride: 257),
      SamplingPlan(prompts: [[131]], samples: 0..<1, length: 1),
    ]
    for plan in plans {
      await #expect(throws: LanguageModelError.self) {
        for try await _ in model.sample(plan) {}
      }
    }
  }

  @Test func weightsWithoutFiniteLogitsAreAnErrorAndNoCrash() async throws {
    var tensors = try fixture.tensors()
    for index in tensors.values.indices.suffix(72) { tensors.values[index] = 3e38 }
    let model = try GPT2Model(
      configuration: fixture.configuration, tensors: tensors, precision: .float32)
    await #expect(throws: LanguageModelError.self) {
      let plan = SamplingPlan(samples: 0..<3, length: 4, processors: [try TopN(5)])
      for try await _ in model.sample(plan) {}
    }
  }

  @Test func aConsumerThatStopsEndsTheWork() async throws {
    let model = try fixture.model(.float32)
    let run = try SamplingRun(model, SamplingPlan(samples: 0..<1_000_000, length: 50, batch: 4))
    let counted = Counted()
    try run.perform { _ in
      if counted.add() == 20 { run.stop.raise() }
    }
    #expect(counted.add() < 40)
  }
}

/// Counts calls from any thread.
private final class Counted: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  func add() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
