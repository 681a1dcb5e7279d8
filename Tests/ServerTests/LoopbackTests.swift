import Estimators
import LinearAlgebra
import Oracles
import PredictionServices
import RemoteOracles
import Synchronization
import Testing

@testable import Server

@Suite struct LoopbackTests {
  private static let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90)),
      Feature(name: "job", kind: .categorical(["clerk", "nurse", "smith"])),
    ], target: "income", classes: ["high", "low"])

  private static let file = ModelFile(
    .logistic(LogisticModel(weights: [1.5, -0.5, 0.25, 2], intercept: -0.75)), schema: schema)

  private func responder(
    _ name: String, settings: ServerSettings = ServerSettings(), defense: [AnswerDefense.Step] = []
  ) throws -> ServiceResponder {
    let service = try ServiceCatalog.service(named: name)
    return ServiceResponder(
      service, ServiceModel("model", schema: Self.schema, of: service.profile), Self.file,
      defense: AnswerDefense(defense), settings: settings)
  }

  /// Runs a server while a body asks it.
  private func withServer<Result: Sendable>(
    _ responder: ServiceResponder, _ body: @Sendable (ServiceAddress) async throws -> Result
  ) async throws -> Result {
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await PredictionServer(responder).run(stopsAtSignals: false) { listening.yield($0) }
    }
    defer { server.cancel() }
    var port: Int?
    for await value in ports {
      port = value
      break
    }
    return try await body(ServiceAddress("http://127.0.0.1:\(try #require(port))"))
  }

  @Test(arguments: ["amazon", "microsoft", "google", "sagemaker", "kserve", "mlflow", "tfserving"])
  func answersCrossTheWireAsTheModelGivesThem(name: String) async throws {
    let responder = try responder(name)
    var generator = PhiloxGenerator(seed: 2)
    let rows = InputSpace.raw(Self.schema).uniformQueries(40, using: &generator)
    let expected = Self.file.predictions(for: rows)
    let answers = try await withServer(responder) { address in
      let connection = try ServiceConnection(
        ConnectionSettings(address), authentication: responder.service.profile.authentication)
      let oracle = RemoteOracle(responder.model, of: responder.service, over: connection)
      let answers = try await oracle.query(rows)
      await connection.close()
      return answers
    }
    #expect(answers.map(\.label) == expected.map(\.label))
    let tolerance = responder.model.precision == .float64 ? 1e-12 : 1e-5
    for (answer, wanted) in zip(answers, expected) {
      let shares = zip(try #require(answer.probabilities), try #require(wanted.probabilities))
      for (mine, theirs) in shares { #expect(abs(mine - theirs) < tolerance) }
    }
  }

  @Test func aWrongKeyIsRefusedAndAnswersNothing() async throws {
    var settings = ServerSettings()
    settings.keys = ["right"]
    let responder = try responder("kserve", settings: settings)
    let rows = [Query([.number(30), .category(1)])]
    try await withServer(responder) { address in
      for (key, isRight) in [("right", true), ("wrong", false)] {
        var settings = ConnectionSettings(address)
        settings.credentials = .key(key)
        let connection = try ServiceConnection(settings, authentication: .bearer)
        let oracle = RemoteOracle(responder.model, of: responder.service, over: connection)
        do {
          _ = try await oracle.query(rows)
          #expect(isRight)
        } catch let error as OracleError {
          #expect(!isRight && error.code == .refused && !error.message.contains("wrong:"))
        }
        await connection.close()
      }
    }
  }

  @Test func aRateIsWaitedForAndEveryQueryAnsweredOnce() async throws {
    var settings = ServerSettings()
    settings.queriesPerSecond = 200
    let responder = try responder("amazon", settings: settings)
    var generator = PhiloxGenerator(seed: 2)
    let rows = InputSpace.raw(Self.schema).uniformQueries(230, using: &generator)
    let (answers, statistics) = try await withServer(responder) { address in
      var settings = ConnectionSettings(address)
      settings.retries.firstWait = 0.01
      let connection = try ServiceConnection(settings, authentication: .none)
      let oracle = RemoteOracle(responder.model, of: responder.service, over: connection)
      let answers = try await oracle.query(rows)
      let statistics = await connection.statistics
      await connection.close()
      return (answers, statistics)
    }
    #expect(answers.count == 230 && statistics.uncertainQueries == 0)
  }

  @Test func whatIsNotOfTheServiceIsRefusedInItsForm() async throws {
    let responder = try responder("kserve")
    let lost = await responder.answer(to: ServiceRequest("GET", "/nowhere"))
    #expect(lost.response.status == 404)
    let broken = await responder.answer(
      to: ServiceRequest("POST", "/v2/models/model/infer", body: Array("{".utf8)))
    #expect(broken.response.status == 400)
    #expect(String(decoding: broken.response.body, as: UTF8.self).contains("\"error\""))
    let metrics = await responder.metrics()
    #expect(metrics.contains("skua_requests_total{status=\"404\"} 1"))
  }

  @Test func aBodyThatIsTooLargeIsRefused() async throws {
    var settings = ServerSettings()
    settings.bodyLimit = 1000
    let responder = try responder("kserve", settings: settings)
    let status = try await withServer(responder) { address in
      let connection = try ServiceConnection(
        ConnectionSettings(address), authentication: .none)
      let response = try await connection.send(
        ServiceRequest(
          "POST", "/v2/models/model/infer", body: Array(repeating: 32, count: 5000)))
      await connection.close()
      return response.status
    }
    #expect(status == 413)
  }

  @Test func noiseDisturbsScoresAndLeavesTheLabel() async throws {
    let responder = try responder("kserve", defense: [.noise(deviation: 0.05)])
    let plain = try self.responder("kserve")
    let rows = (0..<20).map { Query([.number(20 + Double($0)), .category($0 % 3)]) }
    let request = try responder.service.request(for: rows, to: responder.model)
    var answers: [[Prediction]] = []
    for responder in [plain, responder, responder] {
      let response = await responder.answer(to: request).response
      answers.append(
        try responder.service.answers(in: response, to: 20, from: responder.model).map(\.prediction)
      )
    }
    #expect(answers[0].map(\.label) == answers[1].map(\.label))
    #expect(answers[0] != answers[1] && answers[1] != answers[2])
  }
}
