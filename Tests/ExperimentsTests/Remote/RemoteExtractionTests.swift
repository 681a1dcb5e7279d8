import Estimators
import Foundation
import LinearAlgebra
import Oracles
import PredictionServices
import RemoteOracles
import Runs
import Server
import Synchronization
import Testing

@testable import Experiments

@Suite struct RemoteExtractionTests {
  private let store = FileManager.default.temporaryDirectory
    .appending(path: "skua-remote-\(UUID()).sqlite").path
  private static let file = ModelFile(
    .softmax(
      SoftmaxModel(
        weights: Matrix([[1, -2, 0.5], [0.5, 3, -1], [-1, 0.25, 0]]), intercepts: [0.1, -0.3, 0])),
    schema: Schema(
      features: ["a", "b", "c"].map { Feature(name: $0, kind: .numeric(minimum: -1, maximum: 1)) },
      target: "t", classes: ["x", "y", "z"]))

  /// Serves the model while a body asks it; `failing` requests from a number on are refused.
  private func withServer<Result: Sendable>(
    _ service: String = "kserve", settings: ServerSettings = ServerSettings(),
    _ body: @Sendable (String) async throws -> Result
  ) async throws -> Result {
    let service = try ServiceCatalog.service(named: service)
    let responder = ServiceResponder(
      service, ServiceModel("target", schema: Self.file.schema, of: service.profile), Self.file,
      settings: settings)
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await PredictionServer(responder).run(stopsAtSignals: false) { listening.yield($0) }
    }
    defer { server.cancel() }
    var iterator = ports.makeAsyncIterator()
    return try await body("http://127.0.0.1:\(try #require(await iterator.next()))")
  }

  private func extraction(
    _ address: String, service: String = "kserve", budget: Int? = nil
  ) throws -> RemoteExtraction {
    var attack = RemotePlan.AttackPlan("equation-solving")
    attack.kind = .softmax
    var plan = RemotePlan(
      address, service: service, model: "target", schema: Self.file.schema, attack: attack)
    plan.budget = budget
    var settings = ConnectionSettings(try ServiceAddress(address))
    settings.retries.attempts = 2
    settings.retries.firstWait = 0.001
    return RemoteExtraction(plan, settings, store: store)
  }

  private func distance(_ copy: AttackResult.Copy) throws -> Double {
    guard case .encoded(let file) = copy else { return .infinity }
    var generator = PhiloxGenerator(seed: 9)
    let rows = InputSpace.raw(Self.file.schema).uniformQueries(200, using: &generator)
    return zip(file.predictions(for: rows), Self.file.predictions(for: rows)).map { mine, theirs in
      zip(mine.probabilities!, theirs.probabilities!).map { abs($0 - $1) }.max()!
    }.max()!
  }

  @Test(arguments: ["kserve", "mlflow", "amazon", "google"])
  func aModelBehindAServiceIsStolenExactly(service: String) async throws {
    let outcome = try await withServer(service) { address in
      try await extraction(address, service: service).run()
    }
    #expect(outcome.result.queries == 4 && outcome.result.checkQueries == 20)
    #expect(try distance(outcome.result.copy) < 1e-9)
    #expect(outcome.replayed == 0 && outcome.repeated == 0)
    let run = try RunStore(path: store, access: .readOnly).run(outcome.run)
    #expect(run.status == .finished && run.kind == "extract")
  }

  @Test func whatWasAnsweredBeforeAnInterruptionIsNotAskedAgain() async throws {
    // The server lets a key ask ten queries: the run ends in the middle and fails.
    var settings = ServerSettings()
    settings.queriesPerKey = 10
    let first = try await withServer(settings: settings) { address in
      await #expect(throws: OracleError.self) { try await extraction(address).run() }
      return address
    }
    let runs = try RunStore(path: store)
    let (asked, answered) = try runs.ledgerCount(of: 1)
    #expect(try runs.run(1).status == .failed && answered == 4 && asked >= answered)
    // The same plan at the same address goes on; the port is another one here.
    let outcome = try await withServer { address in
      var again = try extraction(address)
      again.plan.address = first
      return try await again.run()
    }
    #expect(outcome.run == 1 && outcome.isResumed)
    #expect(outcome.replayed == asked && outcome.repeated == asked - answered)
    #expect(try distance(outcome.result.copy) < 1e-9)
    #expect(try runs.ledgerCount(of: 1) == (24, 24))
  }

  @Test func aBudgetIsKeptToTheQuery() async throws {
    let outcome = try await withServer { try await extraction($0, budget: 9).run() }
    #expect(outcome.result.queries + outcome.result.checkQueries <= 9)
    let runs = try RunStore(path: store, access: .readOnly)
    #expect(try runs.ledgerCount(of: 1).queries <= 9)
  }

  @Test func aPriceIsABudget() {
    var plan = RemotePlan(
      "http://127.0.0.1", service: "amazon", model: "m", schema: Self.file.schema,
      attack: .init("x"))
    #expect(plan.allowedQueries(at: 0.0001) == nil)
    plan.maximumPrice = 0.03
    #expect(plan.allowedQueries(at: 0.0001) == 300 && plan.allowedQueries(at: 0) == nil)
    plan.budget = 20
    #expect(plan.allowedQueries(at: 0.0001) == 20)
  }

  @Test func aFinishedRunIsNotResumed() async throws {
    let outcome = try await withServer { try await extraction($0).run() }
    #expect(throws: RunsError.self) {
      try RemoteExtraction(resuming: outcome.run, store: store) {
        ConnectionSettings($0)
      }
    }
  }
}
