import Foundation
import Memorization
import Runs

/// The run of the store that an audit writes: a finished one of the same plan whose samples will do,
/// an interrupted one, or a new one.
struct AuditSession {
  static let kind = "audit"

  let record: AuditRecord
  /// Whether an interrupted run goes on.
  let isResumed: Bool
  /// Whether the run was finished before: then it stays as it is.
  let isFinished: Bool
  /// Keeps other processes from the run.
  private let lock: RunLock

  /// - Parameter drawsAgain: Whether to leave a finished run of the plan aside.
  init(_ plan: AuditPlan, _ path: String, drawsAgain: Bool = false) throws {
    let store = try RunStore(path: path)
    let configuration = try JSONLine.data(AuditConfiguration(plan))
    let finished =
      drawsAgain
      ? nil : try store.finished(kind: Self.kind, configuration: configuration, seed: plan.seed)
    let earlier =
      try finished
      ?? store.unfinished(kind: Self.kind, configuration: configuration, seed: plan.seed)
    let run =
      try earlier
      ?? store.begin(
        kind: Self.kind, title: URL(filePath: plan.model).lastPathComponent,
        configuration: configuration, seed: plan.seed)
    lock = try store.lock(run.id)
    // Until this program had the lock another one may have finished the run.
    isFinished = try store.run(run.id).status == .finished
    isResumed = earlier != nil && !isFinished
    if isResumed {
      try store.check()
      try store.resume(run.id)
    }
    record = AuditRecord(store: store, run: run.id)
  }

  func finish(_ report: AuditReport) throws {
    defer { lock.release() }
    guard !isFinished else { return }
    try record.store.finish(record.run, result: Data(RunExport.line(report).utf8))
  }

  /// Leaves the run as it stands: a new call of the same plan goes on.
  func fail(_ error: any Error) {
    defer { lock.release() }
    guard !isFinished else { return }
    // What happened first is what the user has to know, not that it could not be written down.
    do { try record.store.fail(record.run, "\(error)") } catch {}
  }
}

/// What a run is found by: the plan, and the weights that stand in the folders which it names, so that
/// a model that was trained again is another one.
private struct AuditConfiguration: Encodable {
  let plan: AuditPlan
  let models: [String: String]

  init(_ plan: AuditPlan) throws {
    self.plan = plan
    models = try Dictionary(
      ([plan.model] + plan.references.map(\.folder)).map { ($0, try ModelChecksum.of($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  func encode(to encoder: any Encoder) throws {
    try plan.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(models, forKey: .models)
  }

  private enum Key: CodingKey { case models }
}
