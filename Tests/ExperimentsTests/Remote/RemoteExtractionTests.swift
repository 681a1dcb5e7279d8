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
    // What was refused was not paid.
    #expect(outcome.replayed == answered && outcome.repeated == 0)
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

  @Test func aFinishedRunIsReplayedWithoutAQuery() async throws {
    let outcome = try await withServer { try await extraction($0).run() }
    // Nobody listens any more.
    let again = try await RemoteExtraction(resuming: outcome.run, store: store) {
      ConnectionSettings($0)
    }.run()
    #expect(again.statistics.requests == 0 && again.replayed == 24)
    #expect(try distance(again.result.copy) < 1e-9)
  }

  @Test func plansOfTheSameFeaturesAreTheSameBytes() throws {
    var plans = [["b", "a", "c"], ["c", "b", "a"]].map { names in
      var plan = RemotePlan.AttackPlan("feature-recovery")
      plan.wholeNumbers = names.sorted()
      return plan
    }
    let data = try plans.map { try JSONLine.data($0) }
    #expect(data[0] == data[1])
    plans[0].epsilon = 2
    #expect(try JSONLine.data(plans[0]) != data[1])
  }

  @Test func aCopyThatCantBeWrittenLeavesTheRunOpen() async throws {
    struct Full: Error {}
    try await withServer { address in
      await #expect(throws: Full.self) {
        try await extraction(address).run { _ in throw Full() }
      }
      let outcome = try await extraction(address).run()
      #expect(outcome.isResumed && outcome.statistics.requests == 0)
    }
  }

  @Test func whatAMissingValueMeansIsFoundOut() async throws {
    let outcome = try await withServer("amazon") { address in
      var extraction = try extraction(address, service: "amazon")
      extraction.plan.probesMissing = true
      return try await extraction.run()
    }
    let findings = try #require(outcome.missing?.findings)
    #expect(findings.map(\.form) == [.omitted, .empty])
    #expect(findings[1].sameAs == .omitted && findings.allSatisfy { $0.answered })
  }
}
