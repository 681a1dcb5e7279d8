import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct PrivateTrainingTests {
  private let configuration = GPT2Configuration(
    vocabulary: 29, context: 12, layers: 1, width: 16, heads: 2)
  private var plan = TrainingPlan(
    steps: 12, positions: 12, warmUp: 2, evaluateEvery: 5, checkpointEvery: 4,
    privacy: PrivacyPlan(clip: 0.5, noiseMultiplier: 0.8, samplingRate: 0.25, delta: 1e-3))

  /// Twenty documents of 0 to 38 tokens, one of each even length.
  private func corpus(heldOut: Int = 2) throws -> TrainingCorpus {
    var generator = PhiloxGenerator(seed: 2)
    let documents = (0..<20).map { number in
      (0..<(2 * number)).map { _ in Token(generator.integer(below: 28)) }
    }
    return try TrainingCorpus(documents: documents, endOfText: 28, heldOut: heldOut, seed: 1)
  }

  private func trainer(_ plan: TrainingPlan) throws -> GPT2Trainer {
    try GPT2Trainer(plan, configuration, try corpus())
  }

  @Test func aPrivateTrainingInPartsIsTheSameAsInOne() throws {
    let trainer = try trainer(plan)
    var (whole, records) = (trainer.start(), [TrainingRecord]())
    try trainer.run(&whole, log: { records.append($0) })
    try inTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      var (state, parts) = (trainer.start(), [TrainingRecord]())
      for end in [3, 4, 11, 12] {
        try trainer.run(
          &state, upTo: end, checkpoint: { try $0.write(to: path) }, log: { parts.append($0) })
        state = try TrainingState(path, plan: plan, configuration)
        #expect(state.step == end)
      }
      #expect(state.parameters.values == whole.parameters.values)
      #expect(state.tokens == whole.tokens)
      #expect(parts.map(\.tokens) == records.map(\.tokens))
      #expect(parts.map(\.privacy) == records.map(\.privacy))
      var other = plan
      other.privacy?.noiseMultiplier = 0.9
      #expect(throws: LanguageModelError.self) {
        try TrainingState(path, plan: other, configuration)
      }
    }
  }

  @Test func theLogHasTheEpsilonSoFar() throws {
    let trainer = try trainer(plan)
    var (state, records) = (trainer.start(), [TrainingRecord]())
    try trainer.run(&state, log: { records.append($0) })
    let accountant = try RenyiAccountant(noiseMultiplier: 0.8, samplingRate: 0.25)
    for record in records {
      let epsilon = try accountant.guarantee(steps: record.step, delta: 1e-3).epsilon
      #expect(record.privacy?.epsilon == epsilon)
      #expect(record.gradientNorm > 0)
    }
    let documents = records.map { $0.privacy?.documents ?? 0 }
    #expect(Set(documents).count > 2 && documents.allSatisfy { $0 <= 18 })
    #expect(records.contains { ($0.privacy?.clipped ?? 0) > 0 })
    #expect(records.filter { $0.heldOutLoss != nil }.map(\.step) == [5, 10, 12])
  }

  @Test func stepsThatDrawNoDocumentAddNoiseAlone() throws {
    var plan = plan
    plan.privacy?.samplingRate = 1e-9
    let trainer = try trainer(plan)
    var (state, records) = (trainer.start(), [TrainingRecord]())
    try trainer.run(&state, log: { records.append($0) })
    #expect(records.allSatisfy { $0.loss == nil && $0.privacy?.documents == 0 })
    #expect(state.tokens == 0 && state.step == 12)
    // Noise of 0.8 times 0.5 on every coordinate, over 18 documents' share of 1e-9.
    let length = Float(0.4 / 1.8e-8) * Float(configuration.parameterCount).squareRoot()
    for record in records { #expect(abs(record.gradientNorm / length - 1) < 0.05) }
    #expect(Set(records.map(\.gradientNorm)).count == 12)
    #expect(state.parameters.values.allSatisfy { $0.isFinite })
    for record in records { _ = try JSONEncoder().encode(record) }
  }

  /// One step on one document that fills the window: without noise and bound it is a plain step.
  @Test func withoutNoiseAndBoundTheStepsArePlainOnes() throws {
    let gradient = GPT2Gradient(configuration, positions: 12)
    let shortened = GPT2Gradient(configuration, positions: 12)
    var generator = PhiloxGenerator(seed: 3)
    var plain = GPT2Parameters(configuration, using: &generator)
    var (own, optimizer) = (plain, AdamW(configuration))
    var ownOptimizer = optimizer
    let corpus = try TrainingCorpus(
      documents: (0..<6).map { _ in (0..<11).map { _ in Token(generator.integer(below: 28)) } },
      endOfText: 28)
    for step in 0..<10 {
      let batch = corpus.draw(seed: 1, step: step, rate: 1, positions: 12)
      #expect(batch.count == 6 && batch.allSatisfy { $0.count == 13 })
      gradient.reset()
      _ = gradient.accumulate(batch, parameters: plain)
      optimizer.update(&plain, gradient: gradient.values, rate: 1e-2)
      shortened.reset()
      _ = shortened.accumulateShortened(batch, parameters: own, to: .infinity)
      GaussianNoise(deviation: 0, divisor: 6, seed: 1).add(to: &shortened.values, step: step)
      ownOptimizer.update(&own, gradient: shortened.values, rate: 1e-2)
    }
    // AdamW divides by the root of the mean square, so that a gradient of almost 0, of which the
    // rounding decides the sign, moves a parameter by up to the rate.
    let differences = zip(plain.values, own.values).map { abs($0 - $1) }.sorted()
    #expect(differences[differences.count * 99 / 100] < 1e-4)
    #expect(differences.last! < 2e-2)
  }

  @Test func theModelLearnsInSpiteOfALittleNoise() throws {
    let documents = (0..<200).map { number in (0..<20).map { Token(($0 + number) % 7) } }
    let corpus = try TrainingCorpus(documents: documents, endOfText: 28, heldOut: 20, seed: 1)
    var plan = plan
    plan.steps = 60
    plan.learningRate = 1e-2
    plan.privacy = PrivacyPlan(clip: 0.5, noiseMultiplier: 0.6, samplingRate: 0.4, delta: 1e-4)
    let trainer = try GPT2Trainer(plan, configuration, corpus)
    var (state, last) = (trainer.start(), Double?.none)
    try trainer.run(&state, log: { last = $0.heldOutLoss ?? last })
    #expect(try #require(last) < 1.5)  // log 29 = 3.37 before, 0.1 or so without noise
  }

  @Test func plansWithoutPrivacyWorthTheNameAreRefused() throws {
    var plans = [TrainingPlan](repeating: plan, count: 6)
    plans[0].privacy?.noiseMultiplier = 0
    plans[1].privacy?.samplingRate = 1.1
    plans[2].privacy?.samplingRate = 0
    plans[3].privacy?.delta = 1
    plans[4].privacy?.clip = 0
    plans[5].privacy?.clip = .infinity
    for plan in plans { #expect(throws: LanguageModelError.self) { try trainer(plan) } }
    let empty = TrainingCorpus(training: [], heldOut: [], endOfText: 28)
    #expect(throws: LanguageModelError.self) { try GPT2Trainer(plan, configuration, empty) }
    // Documents may be shorter than the window; the plain training refuses so little text.
    let short = try TrainingCorpus(documents: [[1, 2, 3]], endOfText: 28)
    _ = try GPT2Trainer(plan, configuration, short)
  }

  @Test func aPrivateTrainingThatRunsAwayStopsWithASentence() throws {
    var plan = plan
    plan.learningRate = 1e30
    plan.steps = 200
    let trainer = try trainer(plan)
    var state = trainer.start()
    let error = #expect(throws: LanguageModelError.self) { try trainer.run(&state) }
    #expect(error?.message.contains("lower the learning rate") == true)
  }
}
