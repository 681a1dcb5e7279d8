import Foundation
import LanguageModels
import Memorization
import Testing

@testable import Experiments

@Suite struct LabBuildTests {
  private func inTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private struct Interruption: Error {}

  @Test func anInterruptedBuildGoesOnAndGivesTheSameModel() throws {
    var build = LabBuild(
      plan: LabPlan(size: .tiny, seed: 9), out: "", models: [.small], epochs: 0.12)
    let (whole, steps) = try inTemporaryFolder { folder in
      build.out = folder
      let summary = try build.run()
      let model = try #require(summary.models.first)
      #expect(model.name == "S" && model.parameters > 250_000)
      #expect(model.trainLoss > 3 && model.trainLoss < 7)
      #expect(abs(model.trainLoss - model.heldOutLoss) < 0.5)
      #expect(summary.trainingTokens > 100_000)
      // A second call has nothing left to do.
      let again = try build.run()
      #expect(again.models.first?.heldOutLoss == model.heldOutLoss)
      return (try ModelFolder("\(folder)/S").values(of: "wte.weight"), model.steps)
    }
    try inTemporaryFolder { folder in
      build.out = folder
      #expect(throws: Interruption.self) {
        _ = try build.run { _, record in if record.step == steps - 1 { throw Interruption() } }
      }
      _ = try build.run()
      #expect(try ModelFolder("\(folder)/S").values(of: "wte.weight") == whole)
    }
  }

  @Test func modelsThatWereFinishedStayOnRecord() throws {
    try inTemporaryFolder { folder in
      var build = LabBuild(
        plan: LabPlan(size: .tiny, seed: 9), out: folder, models: [.medium], epochs: 0.01)
      let medium = try #require(try build.run().models.first)
      build.models = [.small]
      let both = try build.run()
      #expect(both.models.map(\.name) == ["S", "M"])
      #expect(both.command.contains("--models S,M"))
      #expect(both.models.last?.seconds == medium.seconds)
      build.models = []
      #expect(try build.run().models.map(\.name) == ["S", "M"])
      let kept = try LabBuildSummary(readingFrom: folder)
      #expect(kept.trainingTokens == both.trainingTokens && kept.models.count == 2)
    }
  }

  @Test func plantedStringsAreNoTokens() throws {
    try inTemporaryFolder { folder in
      let build = LabBuild(
        plan: LabPlan(size: .tiny, seed: 9), out: folder, models: [.small], epochs: 0.01)
      _ = try build.run()
      let tokenizer = try BytePairTokenizer(folder: "\(folder)/tokenizer")
      #expect(tokenizer.vocabularySize == 1024)
      for item in try Lab.readTruth("\(folder)/truth.jsonl") where item.family == .digits {
        #expect(tokenizer.encode(Array(item.text.utf8.suffix(9))).count >= 3)
      }
    }
  }

  @Test func anotherLabIsNotWrittenOver() throws {
    try inTemporaryFolder { folder in
      _ = try LabBuild(plan: LabPlan(size: .tiny, seed: 1), out: folder, models: []).run()
      #expect(throws: MemorizationError.self) {
        _ = try LabBuild(plan: LabPlan(size: .tiny, seed: 2), out: folder, models: []).run()
      }
    }
  }

  @Test func aModelOfTheLabIsTrainedPrivately() throws {
    try inTemporaryFolder { folder in
      var build = LabBuild(
        plan: LabPlan(size: .tiny, seed: 9), out: folder, models: [], epochs: 0.1)
      let request = PrivacyRequest(.epsilon(8), expectedBatch: 8)
      #expect(throws: MemorizationError.self) { try build.privateTraining(.small, request) }
      let documents = try #require(try build.run().corpus.splits["train"]?.documents)
      let training = try build.privateTraining(.small, request)
      #expect(training.plan.steps == max(1, Int((0.1 * Double(documents) / 8).rounded())))
      let summary = try training.run()
      let privacy = try #require(summary.privacy)
      #expect(privacy.epsilon <= 8 && privacy.steps == training.plan.steps)
      #expect(privacy.samplingRate == 8 / Double(documents))
      let kept = try ModelFolder("\(folder)/S-private/\(LabBuild.finalModel)")
      #expect(kept.configuration.width == 64)
      build.epochs = 1
      let tooLarge = PrivacyRequest(.epsilon(8), expectedBatch: documents + 1)
      #expect(throws: LanguageModelError.self) { try build.privateTraining(.small, tooLarge) }
    }
  }

  @Test func epochsAreKeptInHalfTheRoom() throws {
    try inTemporaryFolder { folder in
      let text = "\(folder)/text.txt"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(String(repeating: "The skua robs other birds. ", count: 60).utf8)
        .write(to: URL(filePath: text))
      let training = LanguageModelTraining(
        corpus: text, out: "\(folder)/lm", layers: 1, width: 16, heads: 2, context: 16,
        vocabulary: 260, heldOutCorpus: text, milestones: [2: "epoch-1"],
        plan: TrainingPlan(steps: 4, batch: 2, positions: 16))
      let summary = try training.run()
      #expect(summary.steps == 4 && summary.heldOutLoss != nil)
      let kept = try ModelFolder("\(folder)/lm/epoch-1")
      let last = try ModelFolder("\(folder)/lm")
      #expect(try kept.values(of: "wte.weight") != last.values(of: "wte.weight"))
    }
  }
}
