import Estimators
import Oracles
import PredictionServices
import Testing

@testable import RemoteOracles

@Suite struct RemoteOracleTests {
  private let schema = Schema(
    features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 1))], target: "t",
    classes: ["a", "b"])

  /// Asks one row so many times of a server that answers as a script says.
  private func ask(
    _ times: Int, of server: ScriptedServer
  ) async throws -> (Result<[Prediction], OracleError>, gap: Double) {
    var settings = ConnectionSettings(try ServiceAddress(server.address))
    settings.retries.attempts = 1
    let connection = try ServiceConnection(settings, authentication: .none)
    let service = MLflowService()
    let oracle = RemoteOracle(
      ServiceModel("m", schema: schema, of: service.profile), of: service, over: connection)
    var answers: [Prediction] = []
    var failure: OracleError?
    for _ in 0..<times where failure == nil {
      do throws(OracleError) {
        answers += try await oracle.query([Query(numbers: [0.5])])
      } catch { failure = error }
    }
    let gap = await oracle.largestGap
    await connection.close()
    server.stop()
    return (failure.map { .failure($0) } ?? .success(answers), gap)
  }

  @Test func scoresThatDontAddUpToOneAreNoticed() async throws {
    let server = try ScriptedServer(
      .answer(200, "{\"predictions\": [[0.75, 0.25]]}"),
      .answer(200, "{\"predictions\": [[0.5, 0.2]]}"))
    let (result, gap) = try await ask(2, of: server)
    #expect(try result.get().count == 2)
    #expect(abs(gap - 0.3) < 1e-12)
  }

  @Test func classesThatChangeInTheMiddleEndTheRunAndAreNamed() async throws {
    let server = try ScriptedServer(
      .answer(200, "{\"predictions\": [\"b\"]}"), .answer(200, "{\"predictions\": [\"new\"]}"))
    let (result, _) = try await ask(2, of: server)
    guard case .failure(let error) = result else {
      Issue.record("it went on")
      return
    }
    #expect(error.code == .unsuitableAnswer && error.message.contains("new"))
  }

  @Test(arguments: [
    "{\"predictions\": [[0.5, NaN]]}", "{\"predictions\": [[0.2, 0.3, 0.5]]}",
    "{\"predictions\": []}",
    "{\"predictions\": [[0.5, 0.5], [0.5, 0.5]]}", "{\"predictions\": [[0.5, null]]}", "{\"pre",
    "", "<html>",
  ])
  func answersOfNoUseEndTheRun(body: String) async throws {
    let (result, _) = try await ask(1, of: try ScriptedServer(.answer(200, body)))
    guard case .failure(let error) = result else {
      Issue.record("it was taken")
      return
    }
    #expect(error.code == .unsuitableAnswer, "\(error)")
  }
}
