import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct GPT2TrainerTests {
  private let configuration = GPT2Configuration(
    vocabulary: 29, context: 12, layers: 1, width: 16, heads: 2)
  private var plan = TrainingPlan(
    steps: 12, batch: 3, accumulation: 2, positions: 12, warmUp: 2, evaluateEvery: 5,
    checkpointEvery: 4)

  private func corpus(heldOut: Int = 2) throws -> TrainingCorpus {
    var generator = PhiloxGenerator(seed: 2)
    let documents = (0..<10).map { _ in (0..<40).map { _ in Token(generator.integer(below: 28)) } }
    return try TrainingCorpus(documents: documents, endOfText: 28, heldOut: heldOut, seed: 1)
  }

  private func trainer(_ plan: TrainingPlan) throws -> GPT2Trainer {
    try GPT2Trainer(plan, configuration, try corpus())
  }

  @Test func aTrainingInPartsIsTheSameAsInOne() throws {
    let trainer = try trainer(plan)
    var whole = trainer.start()
    try trainer.run(&whole)
    #expect(whole.step == 12)
    try inTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      var state = trainer.start()
      for end in [3, 4, 11, 12] {
        try trainer.run(&state, upTo: end, checkpoint: { try $0.write(to: path) })
        state = try TrainingState(path, plan: plan, configuration)
        #expect(state.step == end)
      }
      #expect(state.parameters.values == whole.parameters.values)
    }
  }

  @Test func theLogHasEveryStepAndTheCheckpointsTheirTurns() throws {
    let trainer = try trainer(plan)
    var state = trainer.start()
    var (records, checkpoints) = ([TrainingRecord](), [Int]())
    try trainer.run(
      &state, checkpoint: { checkpoints.append($0.step) }, log: { records.append($0) })
    #expect(checkpoints == [4, 8, 12])
    #expect(records.map(\.step) == Array(1...12))
    #expect(records.filter { $0.heldOutLoss != nil }.map(\.step) == [5, 10, 12])
    #expect(records.last?.tokens == 12 * 2 * 3 * 12)
    #expect(records.allSatisfy { abs($0.loss! - log(29)) < 1 && $0.gradientNorm > 0 })
  }

  @Test func anInterruptedCheckpointLeavesTheOneBefore() throws {
    let trainer = try trainer(plan)
    var state = trainer.start()
    try trainer.run(&state, upTo: 4)
    try inTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      try state.write(to: path)
      let good = try Data(contentsOf: URL(filePath: path))
      // A write that broke off leaves part of another file beside it.
      try good.prefix(good.count / 2).write(to: URL(filePath: "\(path).1.partial"))
      #expect(try TrainingState(path, plan: plan, configuration).step == 4)
      // A target that can't be written: the folder is gone.
      #expect(throws: LanguageModelError.self) {
        try state.write(to: "\(folder)/absent/checkpoint")
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == good)
    }
  }

  @Test func aDamagedOrForeignCheckpointIsRefused() throws {
    let trainer = try trainer(plan)
    try inTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      try trainer.start().write(to: path)
      let good = try Data(contentsOf: URL(filePath: path))
      func refused(_ data: Data) throws -> Bool {
        try data.write(to: URL(filePath: path))
        do {
          _ = try TrainingState(path, plan: plan, configuration)
          return false
        } catch {
          return error.message.contains(path)
        }
      }
      for count in [0, 7, 16, 40, good.count / 2, good.count - 1] {
        #expect(try refused(good.prefix(count)))
      }
      for place in [3, 9, 30, good.count / 2, good.count - 3] {
        var bad = good
        bad[place] ^= 4
        #expect(try refused(bad), "byte \(place)")
      }
      #expect(try refused(good + [0]))
      try good.write(to: URL(filePath: path))
      var other = plan
      other.learningRate *= 2
      #expect(throws: LanguageModelError.self) {
        try TrainingState(path, plan: other, configuration)
      }
      let wider = GPT2Configuration(vocabulary: 29, context: 12, layers: 1, width: 32, heads: 2)
      #expect(throws: LanguageModelError.self) { try TrainingState(path, plan: plan, wider) }
    }
  }

  @Test func plansThatDoNotFitAreRefused() throws {
    var plans = [TrainingPlan](repeating: plan, count: 5)
    plans[0].positions = 13
    plans[1].batch = 0
    plans[2].steps = 0
    plans[3].accumulation = 0
    plans[4].lanes = 0
    for plan in plans { #expect(throws: LanguageModelError.self) { try trainer(plan) } }
    let small = GPT2Configuration(vocabulary: 20, context: 12, layers: 1, width: 16, heads: 2)
    let corpus = try corpus()
    #expect(throws: LanguageModelError.self) { try GPT2Trainer(plan, small, corpus) }
    let short = try TrainingCorpus(documents: [[1, 2, 3]], endOfText: 28)
    #expect(throws: LanguageModelError.self) { try GPT2Trainer(plan, configuration, short) }
  }

  @Test func aTrainingThatRunsAwayStopsWithASentence() throws {
    var plan = plan
    plan.learningRate = 1e30
    plan.steps = 200
    let trainer = try trainer(plan)
    var state = trainer.start()
    let error = #expect(throws: LanguageModelError.self) { try trainer.run(&state) }
    #expect(error?.message.contains("lower the learning rate") == true)
  }
}
