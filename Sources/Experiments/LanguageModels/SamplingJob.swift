import Foundation
public import LanguageModels
import LinearAlgebra

/// Draws the samples of a plan and hands them over in the order of their numbers.
public struct SamplingJob: Sendable {
  /// The model and its tokenizer.
  public let loaded: LoadedLanguageModel
  /// What to draw.
  public let plan: SamplingPlan

  /// A job for a model.
  public init(_ loaded: LoadedLanguageModel, _ plan: SamplingPlan) {
    self.loaded = loaded
    self.plan = plan
  }

  /// Draws; `receive` is called with one sample after the other, by number.
  ///
  /// - Throws: `LanguageModelError`, or what `receive` throws, which ends the work.
  public func run(_ receive: (SampleRecord) throws -> Void) async throws {
    var waiting: [Int: Sample] = [:]
    var next = plan.samples.lowerBound
    var done = 0
    for try await sample in loaded.model.sample(plan) {
      waiting[sample.id] = sample
      done += 1
      WorkProgress.report("sampling", done, of: plan.samples.count)
      while let ready = waiting.removeValue(forKey: next) {
        try receive(SampleRecord(ready, text: loaded.text(ready.tokens)))
        next += 1
      }
    }
  }

  /// Draws into a file of JSON lines, and goes on where an earlier run of the same plan ended.
  ///
  /// A last line that was cut is drawn anew. The last complete sample is drawn again and compared,
  /// so that samples of another plan are never mixed in.
  /// - Returns: Number of samples that were there already.
  /// - Throws: `LanguageModelError` if the file holds something else or can't be written.
  @discardableResult
  public func run(
    into path: String, _ receive: (SampleRecord) throws -> Void = { _ in }
  ) async throws -> Int {
    let file = try SampleFile(path)
    let kept = min(file.records.count, plan.samples.count)
    if let last = file.records.prefix(kept).last {
      try await check(last, of: path)
    }
    var rest = plan
    rest.samples = (plan.samples.lowerBound + kept)..<plan.samples.upperBound
    for record in file.records.prefix(kept) { try receive(record) }
    try await SamplingJob(loaded, rest).run { record in
      try file.append(record)
      try receive(record)
    }
    return kept
  }

  private func check(_ record: SampleRecord, of path: String) async throws {
    var again = plan
    again.samples = record.id..<(record.id + 1)
    try await SamplingJob(loaded, again).run { drawn in
      guard drawn.tokens == record.tokens else {
        throw LanguageModelError(
          .input,
          "\(path) holds samples of another model, seed or options: sample \(record.id) differs; "
            + "write to another file")
      }
    }
  }
}
