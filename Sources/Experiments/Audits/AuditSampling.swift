import LanguageModels
import LinearAlgebra
import Memorization
import Runs

/// Draws the samples of a scheme into the store, from the first that is not there.
struct AuditSampling {
  let plan: AuditPlan
  let target: LoadedLanguageModel
  let record: AuditRecord
  /// What the internet scheme continues.
  let prefixes: PrefixPool?

  func run(_ scheme: SamplingScheme) async throws {
    let first = try record.count(scheme)
    let prompts = prompts(scheme)
    if first > 0 { try await check(scheme, prompts, last: min(first, plan.samples) - 1) }
    guard first < plan.samples else { return }
    let sampling = try scheme.plan(
      first..<plan.samples, plan.settings, prefixes: prompts, seed: plan.seed)
    var waiting: [Int: AuditSample] = [:]
    var ready: [AuditSample] = []
    var (next, done) = (first, first)
    var written = ContinuousClock.now
    for try await sample in target.model.sample(sampling) {
      waiting[sample.id] = AuditSample(
        scheme: scheme, number: sample.id,
        prompt: sampling.prompts[sample.id % sampling.prompts.count], tokens: sample.tokens,
        logProbabilities: sample.logProbabilities)
      done += 1
      WorkProgress.report("sampling \(scheme.rawValue)", done, of: plan.samples)
      while let sample = waiting.removeValue(forKey: next) {
        ready.append(sample)
        next += 1
      }
      // A large model takes minutes for a page: what is done is kept every other second.
      let isDue = written.duration(to: .now) > .seconds(2)
      if ready.count >= AuditRecord.page || next == plan.samples || isDue {
        try record.append(ready)
        ready = []
        written = .now
      }
    }
    // A stream ends without an error where the task was cancelled.
    guard next == plan.samples else { throw CancellationError() }
  }

  /// Draws the last sample of an earlier call again, so that samples of a model that has changed since
  /// are never mixed.
  private func check(_ scheme: SamplingScheme, _ prompts: [[Token]], last: Int) async throws {
    let stored = try record.samples(scheme, from: last).first
    let again = try scheme.plan(
      last..<(last + 1), plan.settings, prefixes: prompts, seed: plan.seed)
    for try await sample in target.model.sample(again) where sample.tokens != stored?.tokens {
      throw MemorizationError(
        .input,
        "sample \(last) of \(scheme.rawValue) comes out otherwise than in run \(record.run) of "
          + "\(record.store.path): the prefixes or the processor have changed; 'skua runs delete "
          + "\(record.run) --store \(record.store.path)', and all are drawn anew")
    }
  }

  private func prompts(_ scheme: SamplingScheme) -> [[Token]] {
    guard scheme == .internet, let prefixes else { return [] }
    return (0..<plan.samples).map(prefixes.prefix)
  }
}
