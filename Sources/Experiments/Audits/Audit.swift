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
  /// Whether new samples are drawn though a finished run of the same plan has them.
  public var drawsAgain: Bool
  /// Whether a combination of the metrics is learned from the samples, whose truth is known.
  public var learns: Bool

  /// An audit into a store.
  public init(
    _ plan: AuditPlan, store: String, marks: AuditMarks? = nil, reveals: Bool = false,
    drawsAgain: Bool = false, learns: Bool = false
  ) {
    self.plan = plan
    self.store = store
    self.marks = marks
    self.reveals = reveals
    self.drawsAgain = drawsAgain
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
    /// The combination of metrics that was learned if that was asked for, or why none was.
    public let combination: Result<MetricCombination, MemorizationError>?
    /// Sentences for people: a run that goes on, documents that were skipped, a held-out text that
    /// overlaps.
    public let notes: [String]
  }

  /// Runs the audit, or goes on with an interrupted one of the same plan.
  ///
  /// - Throws: `MemorizationError`, `LanguageModelError` or `RunsError`; what was drawn stays.
  public func run() async throws -> Outcome {
    try plan.check()
    try marks?.check(plan)
    if learns, plan.corpus.isEmpty {
      throw MemorizationError(.option, "a combination is learned where the training text is known")
    }
    let target = try LoadedLanguageModel(folder: plan.model)
    let clock = ContinuousClock()
    let start = clock.now
    let inputs = try AuditInputs(plan, target, beside: store)
    var seconds = AuditReport.Seconds()
    seconds.index = start.duration(to: clock.now).seconds
    let session = try AuditSession(plan, store, drawsAgain: drawsAgain)
    do {
      var outcome = try await run(target, inputs, session, seconds)
      // The store keeps findings as they are; whatever shows them masks them.
      try session.finish(outcome.report)
      if !reveals { outcome.report.mask() }
      return outcome
    } catch {
      session.fail(error)
      throw error
    }
  }

  private func run(
    _ target: LoadedLanguageModel, _ inputs: AuditInputs, _ session: AuditSession,
    _ spent: AuditReport.Seconds
  ) async throws -> Outcome {
    let clock = ContinuousClock()
    var seconds = spent
    let sampling = AuditSampling(
      plan: plan, target: target, record: session.record, prefixes: inputs.prefixes)
    seconds.sampling = try await clock.measure {
      for scheme in plan.schemes { try await sampling.run(scheme) }
    }.seconds
    seconds.scoring = try await clock.measure { try await score(target, session.record) }.seconds
    let analysis = AuditAnalysis(
      plan: plan, target: target, record: session.record, inputs: inputs, marks: marks,
      learns: learns)
    let start = clock.now
    let result = try analysis.run()
    seconds.analysis = start.duration(to: clock.now).seconds
    var report = result.report
    report.seconds = seconds
    return Outcome(
      run: session.record.run, report: report, clouds: result.clouds,
      combination: result.combination,
      notes: session.notes + (inputs.corpus?.notes ?? []) + result.notes + report.notes(plan))
  }

  /// Scores the samples under each model in turn, so that one model at a time is in memory beside
  /// the target, and none that has nothing left to score.
  private func score(_ target: LoadedLanguageModel, _ record: AuditRecord) async throws {
    let scoring = AuditScoring(plan: plan, target: target, record: record)
    for column in try AuditScoring.columns(plan) {
      let open = try plan.schemes.filter {
        try record.scoreCount($0, column) < plan.samples
      }
      guard !open.isEmpty else { continue }
      let model =
        switch column {
        case .reference(let reference): try LoadedLanguageModel(folder: reference.folder)
        case .lowercase, .minKPlusPlus, .text: target
        }
      for scheme in open { try await scoring.run(column, scheme, under: model) }
    }
  }
}

extension AuditSession {
  /// What a user should know of the run.
  fileprivate var notes: [String] {
    if isFinished {
      return [
        "run \(record.run) was finished before: its samples are used; --again draws them anew"
      ]
    }
    return isResumed ? ["run \(record.run) goes on where it was interrupted"] : []
  }
}
