import Estimators
import Foundation
import ModelExtraction
import Oracles
import PredictionServices
public import RemoteOracles
public import Runs

/// Steals a model from behind a service: what `skua extract URL` runs.
///
/// Every query and answer goes through the ledger of a run in the store, so that a run that was
/// interrupted goes on where it stood.
public struct RemoteExtraction: Sendable {
  /// What is asked for.
  public var plan: RemotePlan
  /// How the client speaks to the service: credentials, rate, retries; no part of the plan.
  public var settings: ConnectionSettings
  /// The store's file.
  public var store: String
  /// Whether an interrupted run of the same plan is left aside.
  public var beginsAnew = false
  private let resumed: Run.ID?

  /// An extraction by a plan.
  public init(_ plan: RemotePlan, _ settings: ConnectionSettings, store: String) {
    self.plan = plan
    self.settings = settings
    self.store = store
    resumed = nil
  }

  /// The extraction of an interrupted run.
  ///
  /// - Parameters:
  ///   - id: The run's number.
  ///   - store: The store that has it.
  ///   - settings: Made from the run's address.
  /// - Throws: `RunsError` if there is no such run, or it can't go on.
  public init(
    resuming id: Run.ID, store: String,
    _ settings: (ServiceAddress) throws -> ConnectionSettings
  ) throws {
    let opened = try RunStore(path: store, access: .readOnly)
    plan = try RemoteSession.plan(of: id, in: opened)
    self.settings = try settings(ServiceAddress(plan.address))
    self.store = store
    resumed = id
  }

  /// Queries the service and rebuilds the model.
  ///
  /// - Parameter deliver: Takes the copy to where the user wants it; the run counts as finished after
  ///   that, so that a copy which can't be written is not paid for twice.
  /// - Throws: `OracleError`, `RunsError`, or what `deliver` throws; what was answered stays in the store.
  public func run(
    deliver: (AttackResult.Copy) throws -> Void = { _ in }
  ) async throws -> RemoteOutcome {
    let service = try self.service()
    let session =
      try resumed.map { try RemoteSession.resume($0, store).0 }
      ?? RemoteSession(plan, store, beginsAnew: beginsAnew)
    do {
      let outcome = try await run(service, session)
      try deliver(outcome.result.copy)
      try session.finish(RemoteSummary(outcome, plan))
      return outcome
    } catch {
      session.fail(error)
      throw error
    }
  }

  private func service() throws(OracleError) -> any PredictionService {
    do {
      if let template = plan.template { return try GenericService(template) }
      return try ServiceCatalog.service(named: plan.service)
    } catch {
      throw OracleError(.refused, error.message)
    }
  }

  private func run(
    _ service: any PredictionService, _ session: RemoteSession
  ) async throws -> RemoteOutcome {
    let connection = try ServiceConnection(
      settings, authentication: service.profile.authentication)
    let outcome: RemoteOutcome
    do {
      outcome = try await extract(service, session, over: connection)
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    return outcome
  }

  private func extract(
    _ service: any PredictionService, _ session: RemoteSession, over connection: ServiceConnection
  ) async throws -> RemoteOutcome {
    var model = ServiceModel(plan.model, schema: plan.schema, of: service.profile)
    model.inputs = plan.inputs
    model.outputs = plan.outputs
    if let missing = plan.missing { model.missing = missing }
    let remote = RemoteOracle(model, of: service, over: connection)
    let ledger = try StoredLedger(session.store, of: session.run)
    let known = try session.store.ledgerCount(of: session.run).answers
    let recorded = RecordedOracle(
      remote, ledger: ledger, requestSize: remote.requestSize, concurrency: settings.concurrency)
    let price = plan.price ?? service.profile.price
    let meter = QueryMeter(budget: plan.allowedQueries(at: price), price: price)
    let start = ContinuousClock.now
    let attack = AttackRun(
      plan.attack, on: plan.schema, check: plan.check, seed: plan.seed)
    let result =
      plan.reusesAnswers
      ? try await attack.run(against: CachedOracle(recorded), meter: meter)
      : try await attack.run(against: recorded, meter: meter)
    let asked = result.allQueries
    let probe =
      plan.probesMissing
      ? try await probe(model, service, session, ledger, meter, from: asked, over: connection) : nil
    return RemoteOutcome(
      run: session.run, isResumed: session.isResumed, result: result,
      seconds: (ContinuousClock.now - start) / .seconds(1), replayed: min(known, asked),
      repeated: session.repeated, statistics: await connection.statistics,
      precision: await remote.precision, missing: probe,
      largestGap: await remote.largestGap, price: price)
  }

  /// Asks what a missing value means, after the attack and in the same ledger.
  private func probe(
    _ model: ServiceModel, _ service: any PredictionService, _ session: RemoteSession,
    _ ledger: StoredLedger, _ meter: QueryMeter, from first: Int, over connection: ServiceConnection
  ) async throws -> MissingProbe {
    var ordinal = first
    return try await MissingProbe(of: model, at: service, seed: plan.seed) { model, rows in
      let oracle = RecordedOracle(
        RemoteOracle(model, of: service, over: connection), ledger: ledger, from: ordinal)
      ordinal += rows.count
      return try await MeteredOracle(oracle, meter: meter).query(rows)
    }
  }
}
