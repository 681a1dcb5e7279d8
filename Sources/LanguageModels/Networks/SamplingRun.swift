// Draws the samples of a plan.
//
// A small model fits into the caches near each core, so that each core draws samples of its own and
// none waits for another; a large one is read from memory once per step for all samples, and the
// cores share each product.

import Dispatch
import Foundation
import LinearAlgebra
import Synchronization

/// One call of `sample`.
final class SamplingRun: Sendable {
  private let model: GPT2Model
  private let plan: SamplingPlan
  private let prompts: [[Token]]
  private let stride: Int
  private let output: DecodingBatch.Output
  private let next: Atomic<Int>
  /// Ends the run at its next step.
  let stop = StopSignal()

  /// Checks the plan.
  init(_ model: GPT2Model, _ plan: SamplingPlan) throws(LanguageModelError) {
    let configuration = model.configuration
    try plan.check(for: configuration)
    self.model = model
    self.plan = plan
    prompts = plan.prompts.map { $0.isEmpty ? [configuration.endOfText] : $0 }
    stride = plan.stride ?? max(1, configuration.context / 2)
    next = Atomic(plan.samples.lowerBound)
    if plan.isGreedy && plan.processors.isEmpty {
      output = .largest(1)
    } else if let limit = plan.processors.candidateLimit {
      output = .largest(limit)
    } else {
      output = .all
    }
  }

  /// Draws all samples; `receive` may be called from several threads.
  func perform(_ receive: @Sendable (Sample) -> Void) throws(LanguageModelError) {
    let count = plan.samples.count
    guard count > 0 else { return }
    let threads = max(1, plan.threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let batch = min(count, plan.batch ?? defaultBatch(threads: threads))
    let workers = model.isSmall ? min(threads, batch) : 1
    let failure = Mutex<LanguageModelError?>(nil)
    WorkTeam(threads: workers).perform(workers) { _, _ in
      do throws(LanguageModelError) {
        try drawAll(capacity: (batch + workers - 1) / workers, threads / workers, receive)
      } catch {
        stop.raise()
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// As many as keep the products efficient while their caches stay near the cores, for a small
  /// model, or take a gigabyte at most, for a large one.
  private func defaultBatch(threads: Int) -> Int {
    let positions = min(
      model.configuration.context, (prompts.map(\.count).max() ?? 1) + plan.length)
    let blocks =
      roundedUp(positions, to: KeyValueCache.blockPositions) / KeyValueCache.blockPositions
    let shape = model.network.cacheShape(layers: model.configuration.layers)
    let bytes = blocks * shape.blockBytes
    if model.isSmall { return threads * max(4, min(16, (10 << 20) / bytes)) }
    return max(8, min(64, (1 << 30) / bytes))
  }

  private func drawAll(
    capacity: Int, _ threads: Int, _ receive: (Sample) -> Void
  ) throws(LanguageModelError) {
    let batch = DecodingBatch(model, capacity: capacity + 1, threads: threads)
    let known = readPrefix(into: batch, slot: capacity)
    var running = [SampleInProgress?](repeating: nil, count: capacity)
    while !stop.isRaised {
      for slot in 0..<capacity where running[slot] == nil {
        running[slot] = start(in: batch, slot: slot, prefix: capacity, known: known)
      }
      let slots = running.indices.filter { running[$0] != nil }
      guard !slots.isEmpty else { return }
      let pieces = slots.map { slot in
        DecodingBatch.Piece(slot: slot, tokens: tokensToRead(&running[slot]!, batch, slot))
      }
      let answers = batch.read(pieces, output)
      let samples = slots.map { running[$0]! }
      for (sample, answer) in zip(samples, answers) { try check(answer, sample) }
      let tokens = draw(samples, answers)
      for (place, slot) in slots.enumerated() {
        running[slot]!.append(tokens[place], answers[place].logProbability(of: tokens[place]))
        guard isDone(running[slot]!) else { continue }
        receive(running[slot]!.sample)
        running[slot] = nil
      }
    }
  }

  /// Reads what all prompts begin with; at least one token of each remains.
  private func readPrefix(into batch: DecodingBatch, slot: Int) -> Int {
    let longest = prompts.map(\.count).max()!, shortest = prompts.map(\.count).min()!
    guard shortest > 1, longest <= model.configuration.context else { return 0 }
    let common = (0..<(shortest - 1)).prefix { index in
      prompts.allSatisfy { $0[index] == prompts[0][index] }
    }.count
    guard common > 0 else { return 0 }
    _ = batch.read([.init(slot: slot, tokens: Array(prompts[0][..<common]))], .none)
    return common
  }

  private func start(
    in batch: DecodingBatch, slot: Int, prefix: Int, known: Int
  ) -> SampleInProgress? {
    let id = next.add(1, ordering: .relaxed).oldValue
    guard id < plan.samples.upperBound else { return nil }
    batch.reset(slot)
    if known > 0 { batch.copy(slot: prefix, to: slot) }
    return SampleInProgress(id: id, prompt: prompts[id % prompts.count], known: known)
  }

  /// The tokens that a sample's slot has to read; past the context, its last tokens anew.
  private func tokensToRead(
    _ sample: inout SampleInProgress, _ batch: DecodingBatch, _ slot: Int
  ) -> [Token] {
    if batch.length(of: slot) + sample.pending.count > model.configuration.context {
      batch.reset(slot)
      sample.pending = Array(sample.tokens.suffix(stride))
    }
    return sample.pending
  }

  /// The next token of each sample, on all cores where many logits are to be looked at.
  private func draw(_ samples: [SampleInProgress], _ answers: [Candidates]) -> [Token] {
    var tokens = [Token](repeating: 0, count: samples.count)
    tokens.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let tokens = buffer
      let isLarge = output == .all && !model.isSmall
      parallelFor(samples.count, grain: isLarge ? 1 : max(1, samples.count)) { _, range in
        for i in range { tokens[i] = draw(samples[i], from: answers[i]) }
      }
    }
    return tokens
  }

  private func draw(_ sample: SampleInProgress, from candidates: Candidates) -> Token {
    var processed = candidates
    for processor in plan.processors { processor.process(&processed, at: sample.position) }
    let counter = (UInt64(sample.step), UInt64(sample.id))
    let bits = PhiloxGenerator.block(counter: counter, key: plan.seed).0
    precondition(!processed.tokens.isEmpty, "a processor must leave a candidate")
    return plan.isGreedy
      ? processed.tokens[processed.greedyIndex]
      : processed.token(at: Double(bits >> 11) * 0x1p-53)
  }

  private func check(
    _ candidates: Candidates, _ sample: SampleInProgress
  ) throws(LanguageModelError) {
    guard candidates.logNormalizer.isFinite else {
      throw LanguageModelError(
        .format,
        """
        The model gave a logit that is not finite for token \(sample.step) of sample \
        \(sample.id): its weights are damaged.
        """)
    }
  }

  private func isDone(_ sample: SampleInProgress) -> Bool {
    sample.step >= plan.length
      || (plan.stopsAtEndOfText && sample.tokens.last == model.configuration.endOfText)
  }
}

extension Candidates {
  /// The log-probability of a candidate before any processor.
  fileprivate func logProbability(of token: Token) -> Float {
    let isAll = tokens.indices.contains(Int(token)) && tokens[Int(token)] == token
    let place = isAll ? Int(token) : tokens.firstIndex(of: token)!
    return logits[place] - logNormalizer
  }
}

extension SamplingPlan {
  /// Throws if a model of this shape can't follow the plan.
  func check(for configuration: GPT2Configuration) throws(LanguageModelError) {
    guard !prompts.isEmpty else {
      throw LanguageModelError(.option, "No prompt: an empty one stands for the end-of-text token.")
    }
    guard length > 0, samples.lowerBound >= 0 else {
      throw LanguageModelError(
        .option,
        """
        \(length) tokens for the samples from \(samples.lowerBound): ask for at least one token \
        and samples from 0.
        """)
    }
    guard batch ?? 1 > 0, threads ?? 1 > 0 else {
      throw LanguageModelError(
        .option, "A batch of \(batch ?? 1) on \(threads ?? 1) threads: both must be at least 1.")
    }
    guard stride ?? 1 > 0, stride ?? 1 <= configuration.context else {
      throw LanguageModelError(
        .option,
        """
        A stride of \(stride ?? 1) tokens: it must lie between 1 and the context, \
        \(configuration.context).
        """)
    }
    for (number, prompt) in prompts.enumerated() {
      try configuration.checkTokens(prompt, of: "Prompt \(number) (counted from 0)")
    }
  }
}
