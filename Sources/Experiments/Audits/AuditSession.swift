import Foundation
import Memorization
import Runs

/// The run of the store that an audit writes: a new one, an interrupted one of the same plan, or
/// a finished one whose samples will do.
struct AuditSession {
  static let kind = "audit"

  let record: AuditRecord
  let isResumed: Bool
  /// Whether the run was finished before: then it stays as it is.
  private let isFinished: Bool
  /// Keeps other processes from the run.
  private let lock: RunLock

  /// - Parameter reusesFinished: Whether a finished run of the plan will do.
  init(_ plan: AuditPlan, _ path: String, reusesFinished: Bool) throws {
    let store = try RunStore(path: path)
    let configuration = try JSONLine.data(plan)
    let finished =
      reusesFinished
      ? try store.runs().last {
        $0.kind == Self.kind && $0.status == .finished && $0.configuration == configuration
      } : nil
    let earlier =
      try finished
      ?? store.unfinished(kind: Self.kind, configuration: configuration, seed: plan.seed)
    isFinished = finished != nil
    isResumed = earlier != nil && finished == nil
    let run =
      try earlier
      ?? store.begin(
        kind: Self.kind, title: URL(filePath: plan.model).lastPathComponent,
        configuration: configuration, seed: plan.seed)
    lock = try store.lock(run.id)
    if isResumed { try store.resume(run.id) }
    record = AuditRecord(store: store, run: run.id)
  }

  func finish(_ report: AuditReport) throws {
    defer { lock.release() }
    guard !isFinished else { return }
    try record.store.finish(record.run, result: Data(RunExport.line(report).utf8))
  }

  /// Leaves the run as it stands: a new call of the same plan goes on.
  func fail(_ error: any Error) throws {
    defer { lock.release() }
    guard !isFinished else { return }
    try record.store.fail(record.run, "\(error)")
  }
}
