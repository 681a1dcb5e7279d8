import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// Measures what a model of a study of mitigations costs and gives back.
struct MitigationMeasure {
  let study: MitigationStudy
  let text: MitigationText
  private let index: CorpusIndex
  private let heldOut: [[UInt8]]

  init(_ study: MitigationStudy, _ text: MitigationText) throws {
    self.study = study
    self.text = text
    let corpus = ["\(study.folder)/train.jsonl"]
    index = try CorpusIndex.open(
      corpus, field: "text", cache: CorpusIndex.cacheFolder(of: corpus, in: study.folder))
    heldOut = try CorpusSource(["\(study.folder)/held-out.jsonl"]).documents().texts
  }

  func outcome(
    _ variant: MitigationStudy.Variant, seconds: Double?
  ) async throws -> MitigationStudy.Outcome {
    let loaded = try LoadedLanguageModel(folder: text.folder(variant))
    let (loss, accuracy) = try await utility(loaded)
    let inserted = text.truth.filter { $0.isInserted && $0.family != .decoy && $0.family != .file }
    let verifier = Verifier(index, planted: inserted.map { Array($0.text.utf8) })
    let samples = try await samples(loaded, isFiltered: variant == .filtered)
    let verifications = verifier.verify(samples)
    let bytes = samples.reduce(0) { $0 + $1.count }
    let isFiltered = variant == .filtered
    let completed =
      isFiltered
      ? nil : try await SizeStudy.completed(text.truth.filter(SizeStudy.suits), loaded)
    return MitigationStudy.Outcome(
      variant: variant, heldOutLoss: loss, accuracy: accuracy,
      memorized: Double(verifications.reduce(0) { $0 + $1.matchedBytes }) / Double(max(1, bytes)),
      planted: Set(verifications.flatMap(\.planted).map { inserted[$0].id }),
      completed: completed.map { Set($0.map(\.id)) },
      exposures: isFiltered ? [:] : try await exposures(loaded), seconds: seconds)
  }

  /// The loss on held-out text, and how often the likeliest token is right.
  private func utility(
    _ loaded: LoadedLanguageModel
  ) async throws -> (loss: Double, accuracy: Double) {
    let sequences = heldOut.map { loaded.tokenizer.encode($0) }.filter { !$0.isEmpty }
    let scores = try await loaded.model.score(
      sequences,
      ScoreOptions(stride: max(1, loaded.model.configuration.context / 2), alternatives: 1))
    let count = scores.reduce(0) { $0 + $1.scored }
    let right = zip(scores, sequences).reduce(0) { sum, pair in
      sum + zip(pair.0.alternatives, pair.1).count { $0.first?.token == $1 }
    }
    return (
      -scores.reduce(0) { $0 + $1.sum } / Double(max(1, count)),
      Double(right) / Double(max(1, count))
    )
  }

  private func samples(
    _ loaded: LoadedLanguageModel, isFiltered: Bool
  ) async throws -> [[UInt8]] {
    var processors: [any LogitProcessor] = [try TopN(40)]
    if isFiltered { processors.insert(try CorpusBan(index, loaded.tokenizer), at: 0) }
    let plan = SamplingPlan(
      samples: 0..<study.samples, length: 256, processors: processors, seed: study.seed)
    var texts: [[UInt8]] = []
    for try await sample in loaded.model.sample(plan) {
      texts.append(loaded.tokenizer.decode(sample.tokens))
      WorkProgress.report("sampling", texts.count, of: study.samples)
    }
    return texts
  }

  /// Exposures of the lab's nine-digit numbers.
  private func exposures(
    _ loaded: LoadedLanguageModel
  ) async throws -> [MitigationStudy.Level: [Double]] {
    let pattern = try SecretPattern("The random number is {9}")
    let secrets = try ExposureRun.secrets(
      of: pattern, truth: "\(study.folder)/truth.jsonl")
    let run = ExposureRun(pattern, secrets, references: 4096, seed: study.seed)
    let summary = try await run.run(loaded)
    let groups = Dictionary(grouping: summary.secrets) { secret -> MitigationStudy.Level? in
      switch secret.repetitions ?? 0 {
      case 0: .never
      case 1...8: .few
      case 64...: .many
      default: nil
      }
    }
    return groups.reduce(into: [:]) { levels, group in
      guard let level = group.key else { return }
      levels[level] = group.value.map { $0.extrapolated ?? $0.exposure }
    }
  }
}
