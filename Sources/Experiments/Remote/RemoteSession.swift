import Foundation
import Runs

/// The run of the store that a remote extraction writes: an interrupted one of the same plan, or a
/// new one.
struct RemoteSession {
  static let kind = "extract"
  /// The document that counts repeated queries.
  private static let repetitions = "repeated queries"

  let store: RunStore
  let run: Run.ID
  /// Whether an interrupted run goes on.
  let isResumed: Bool
  /// Queries that were in flight when the run was interrupted, over all interruptions: they are asked
  /// again and may have been paid twice.
  let repeated: Int
  private let lock: RunLock

  /// The newest run of a plan that has no result, or a new one.
  ///
  /// - Parameter beginsAnew: Whether an interrupted one is left aside.
  init(_ plan: RemotePlan, _ path: String, beginsAnew: Bool = false) throws {
    // What a killed program leaves is complete; a lost machine may lose the last moments.
    let store = try RunStore(path: path, durability: .process)
    let configuration = try JSONLine.data(plan)
    let earlier =
      beginsAnew
      ? nil : try store.unfinished(kind: Self.kind, configuration: configuration, seed: plan.seed)
    let run =
      try earlier
      ?? store.begin(
        kind: Self.kind, title: "\(plan.model) at \(plan.address)", configuration: configuration,
        seed: plan.seed)
    try self.init(store, run.id, isResumed: earlier != nil)
  }

  /// A run by its number, with its plan.
  ///
  /// - Throws: `RunsError` if there is none, it is of another kind, or it is finished.
  static func resume(_ id: Run.ID, _ path: String) throws -> (RemoteSession, RemotePlan) {
    let store = try RunStore(path: path, durability: .process)
    let plan = try plan(of: id, in: store)
    return (try RemoteSession(store, id, isResumed: true), plan)
  }

  /// The plan of a run.
  static func plan(of id: Run.ID, in store: RunStore) throws -> RemotePlan {
    let run = try store.run(id)
    guard run.kind == kind else {
      throw RunsError(
        .input, "run \(id) is of kind '\(run.kind)': the same command that began it goes on with it"
      )
    }
    guard run.status != .finished else {
      throw RunsError(.input, "run \(id) is finished: 'skua runs show \(id)' shows its result")
    }
    do { return try JSONDecoder().decode(RemotePlan.self, from: run.configuration) } catch {
      throw RunsError(.format, "the configuration of run \(id) can't be read", underlying: error)
    }
  }

  private init(_ store: RunStore, _ run: Run.ID, isResumed: Bool) throws {
    self.store = store
    self.run = run
    self.isResumed = isResumed
    lock = try store.lock(run)
    guard isResumed else {
      repeated = 0
      return
    }
    try store.resume(run)
    let count = try store.ledgerCount(of: run)
    let earlier = try store.document(named: Self.repetitions, of: run)
      .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    repeated = (earlier ?? 0) + count.queries - count.answers
    try store.put(Data("\(repeated)".utf8), named: Self.repetitions, to: run)
  }

  func finish(_ result: some Encodable) throws {
    defer { lock.release() }
    try store.finish(run, result: Data(RunExport.line(result).utf8))
  }

  /// Leaves the run as it stands, to be resumed.
  func fail(_ error: any Error) {
    defer { lock.release() }
    // What happened first is what the user has to know, not that it could not be written down.
    do { try store.fail(run, "\(error)") } catch {}
  }
}
