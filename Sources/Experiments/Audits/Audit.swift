import Foundation
import LanguageModels
import LinearAlgebra
public import Memorization
import Runs

/// Audits a language model: lets it write, ranks what it wrote, and finds what it repeats of its
/// training text (Carlini et al. 2021, with exact verification in place of manual search).
///
/// Samples and scores go to the store as they are made. A run of the same plan that was interrupted
/// goes on after its last complete page, with the same samples as if it had not been.
public struct Audit: Sendable {
  /// What to do.
  public var plan: AuditPlan
  /// The SQLite file of runs.
  public var store: String
  /// What somebody has judged, where the training text isn't known.
  public var marks: AuditMarks?
  /// Whether personal data is shown as it is.
  public var reveals: Bool
  /// Whether samples of a finished run of the same plan will do.
  public var reusesFinished: Bool
  /// Whether a combination of the metrics is learned from the samples, whose truth is known.
  public var learns: Bool

  /// An audit into a store.
  public init(
    _ plan: AuditPlan, store: String, marks: AuditMarks? = nil, reveals: Bool = false,
    reusesFinished: Bool = false, learns: Bool = false
  ) {
    self.plan = plan
    self.store = store
    self.marks = marks
    self.reveals = reveals
    self.reusesFinished = reusesFinished
    self.learns = learns
  }

  /// What came out, and what a user should know of how.
  public struct Outcome: Sendable {
    /// The run's number in the store.
    public let run: Int64
    /// What was found.
    public internal(set) var report: AuditReport
    /// The quantities that figures show, for each scheme.
    public let clouds: [AuditCloud]
    /// The combination of metrics that was learned, if that was asked for.
    public let combination: MetricCombination?
    /// Whether an interrupted run was continued.
    public let isResumed: Bool
    /// Sentences for people: documents that were skipped, a held-out text that overlaps.
    public let notes: [String]
  }

  /// Runs the audit, or goes on with an interrupted one of the same plan.
  ///
  /// - Throws: `MemorizationError`, `LanguageModelError` or `RunsError`; what was drawn stays.
  public func run() async throws -> Outcome {
    try plan.check()
    let target = try LoadedLanguageModel(folder: plan.model)
    let session = try AuditSession(plan, store, reusesFinished: reusesFinished || marks != nil)
    do {
      var outcome = try await run(target, session)
      // The store keeps findings as they are; whatever shows them masks them.
      try session.finish(outcome.report)
      if !reveals { outcome.report.mask() }
      return outcome
    } catch {
      try session.fail(error)
      throw error
    }
  }

  private func run(
    _ target: LoadedLanguageModel, _ session: AuditSession
  ) async throws -> Outcome {
    let clock = ContinuousClock()
    var seconds = AuditReport.Seconds()
    var corpus: AuditCorpus?
    seconds.index = try clock.measure { corpus = try AuditCorpus(plan, besides: store) }.seconds
    let prefixes = try plan.prefixes.map { try prefixPool($0, target.tokenizer) }
    let sampling = AuditSampling(
      plan: plan, target: target, record: session.record, prefixes: prefixes)
    seconds.sampling = try await clock.measure {
      for scheme in plan.schemes { try await sampling.run(scheme) }
    }.seconds
    seconds.scoring = try await clock.measure { try await score(target, session.record) }.seconds
    let analysis = AuditAnalysis(
      plan: plan, target: target, record: session.record, index: corpus?.index,
      truth: try AuditTruth(plan), marks: marks, learns: learns)
    let start = clock.now
    let result = try analysis.run()
    seconds.analysis = start.duration(to: clock.now).seconds
    var report = result.report
    report.seconds = seconds
    return Outcome(
      run: session.record.run, report: report, clouds: result.clouds,
      combination: result.combination, isResumed: session.isResumed,
      notes: (corpus?.notes ?? []) + report.notes(plan))
  }

  private func prefixPool(_ path: String, _ tokenizer: BytePairTokenizer) throws -> PrefixPool {
    var documents: [[Token]] = []
    try CorpusSource([path], field: plan.field).forEach { documents.append(tokenizer.encode($1)) }
    return try PrefixPool(documents: documents, seed: plan.seed)
  }

  /// Scores the samples under each model in turn, so that one model at a time is in memory beside
  /// the target.
  private func score(_ target: LoadedLanguageModel, _ record: AuditRecord) async throws {
    let scoring = AuditScoring(plan: plan, target: target, record: record)
    for column in try AuditScoring.columns(plan) {
      let model =
        switch column {
        case .reference(let reference): try LoadedLanguageModel(folder: reference.folder)
        case .lowercase, .minKPlusPlus: target
        }
      for scheme in plan.schemes { try await scoring.run(column, scheme, under: model) }
    }
  }
}
