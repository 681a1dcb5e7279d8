import Estimators
import Foundation
import Oracles
import Runs

/// The run of the store that a remote extraction writes: an interrupted one of the same plan, or a
/// new one.
struct RemoteSession {
  static let kind = "extract"
  /// The document that counts repeated queries.
  private static let repetitions = "repeated queries"
  /// The document that says that what is without an answer was refused.
  private static let refusals = "refused"

  let store: RunStore
  let run: Run.ID
  /// Whether an interrupted run goes on.
  let isResumed: Bool
  /// Whether the run was finished before: then it stays as it is.
  let isFinished: Bool
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
  /// A finished one is replayed from its ledger, which costs nothing.
  /// - Throws: `RunsError` if there is none, or it is of another kind.
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
    return try plan(in: run)
  }

  /// The features and classes of a run's model.
  static func schema(of id: Run.ID, in store: RunStore) throws -> Schema {
    try plan(in: store.run(id)).schema
  }

  private static func plan(in run: Run) throws -> RemotePlan {
    do { return try JSONDecoder().decode(RemotePlan.self, from: run.configuration) } catch {
      throw RunsError(
        .format, "the configuration of run \(run.id) can't be read", underlying: error)
    }
  }

  private init(_ store: RunStore, _ run: Run.ID, isResumed: Bool) throws {
    self.store = store
    self.run = run
    self.isResumed = isResumed
    lock = try store.lock(run)
    isFinished = try store.run(run).status == .finished
    guard isResumed, !isFinished else {
      repeated = 0
      return
    }
    try store.resume(run)
    let count = try store.ledgerCount(of: run)
    let earlier = try store.document(named: Self.repetitions, of: run)
      .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    // What was refused has not been paid, and is all that was without an answer then.
    let refused = try store.document(named: Self.refusals, of: run) == Data("true".utf8)
    if refused { try store.put(Data("false".utf8), named: Self.refusals, to: run) }
    repeated = (earlier ?? 0) + (refused ? 0 : count.queries - count.answers)
    try store.put(Data("\(repeated)".utf8), named: Self.repetitions, to: run)
  }

  func finish(_ result: some Encodable) throws {
    defer { lock.release() }
    guard !isFinished else { return }
    try store.finish(run, result: Data(RunExport.line(result).utf8))
  }

  /// Leaves the run as it stands, to be resumed.
  func fail(_ error: any Error) {
    defer { lock.release() }
    guard !isFinished else { return }
    // What happened first is what the user has to know, not that it could not be written down.
    do {
      if (error as? OracleError)?.code == .refused {
        try store.put(Data("true".utf8), named: Self.refusals, to: run)
      }
      try store.fail(run, "\(error)")
    } catch {}
  }
}
