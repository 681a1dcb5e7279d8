import Foundation
import Oracles
import PredictionServices
import Testing

@testable import RemoteOracles

@Suite struct ServiceConnectionTests {
  private let request = ServiceRequest("POST", "/predict", body: Array("{}".utf8))

  /// Sends one request to a scripted server, with waits too short to notice.
  private func send(
    to server: ScriptedServer, attempts: Int = 8, timeout: Double = 5,
    credentials: Credentials = .none, authentication: ServiceAuthentication = .bearer
  ) async throws -> (Result<ServiceResponse, OracleError>, ConnectionStatistics) {
    var settings = ConnectionSettings(try ServiceAddress(server.address))
    settings.retries.firstWait = 0.001
    settings.retries.attempts = attempts
    settings.timeout = timeout
    settings.credentials = credentials
    let connection = try ServiceConnection(settings, authentication: authentication)
    let result: Result<ServiceResponse, OracleError>
    do throws(OracleError) {
      result = .success(try await connection.send(request, queries: 5))
    } catch { result = .failure(error) }
    let statistics = await connection.statistics
    await connection.close()
    server.stop()
    return (result, statistics)
  }

  @Test func aStormOf429IsWaitedOutAndCostsNothingTwice() async throws {
    let server = try ScriptedServer(
      .answer(429, "{}", head: "Retry-After: 0\r\n"), .answer(429, "{}"), .answer(429, "{}"),
      .answer(200, "ok"))
    let (result, statistics) = try await send(to: server)
    #expect(try String(decoding: result.get().body, as: UTF8.self) == "ok")
    #expect(statistics.retries == 3 && statistics.uncertainQueries == 0)
  }

  @Test func lostConnectionsAndServerErrorsAreTriedAgainAndReported() async throws {
    let server = try ScriptedServer(
      .answer(500, "oops"), .hangUp, .cut("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"),
      .answer(200, "ok"))
    let (result, statistics) = try await send(to: server)
    #expect(try result.get().status == 200)
    #expect(statistics.retries == 3 && statistics.uncertainQueries == 15)
    #expect(server.requests.count == 4)
  }

  @Test func aBodyThatStallsIsGivenUpInTime() async throws {
    let server = try ScriptedServer(
      .stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", seconds: 2), .answer(200, "ok"))
    let (result, statistics) = try await send(to: server, timeout: 0.3)
    #expect(try result.get().status == 200 && statistics.retries == 1)
  }

  @Test func anAbsurdWaitEndsTheRun() async throws {
    let server = try ScriptedServer(
      .answer(429, "", head: "Retry-After: 99999999999999999999999\r\n"))
    let (result, _) = try await send(to: server)
    guard case .failure(let error) = result else {
      Issue.record("it went on")
      return
    }
    #expect(error.code == .unavailable && error.message.contains("asks to wait"))
  }

  @Test func credentialsOfAnotherKindAreRefused() throws {
    var settings = ConnectionSettings(try ServiceAddress("https://127.0.0.1"))
    settings.credentials = .key("k")
    #expect(throws: OracleError.self) {
      try ServiceConnection(settings, authentication: .awsSignature(service: "sagemaker"))
    }
    settings.credentials = .command("true")
    #expect(throws: OracleError.self) {
      try ServiceConnection(settings, authentication: .parameter("api_key"))
    }
  }

  @Test func whatAServiceRepeatsOfAKeyIsNotShown() async throws {
    var settings = ConnectionSettings(try ServiceAddress("http://127.0.0.1"))
    settings.credentials = .key("s3cr3t")
    let connection = try ServiceConnection(settings, authentication: .bearer)
    #expect(await connection.redacted("no key s3cr3t\u{1B}[2J here") == "no key …[2J here")
    await connection.close()
  }

  @Test func aSlowAnswerIsGivenUpInTime() async throws {
    let server = try ScriptedServer(.silence(seconds: 1), .answer(200, "ok"))
    let (result, statistics) = try await send(to: server, timeout: 0.2)
    #expect(try result.get().status == 200 && statistics.retries == 1)
  }

  @Test func aServiceThatStaysBrokenEndsTheRunWithASentence() async throws {
    let server = try ScriptedServer(.answer(503, ""))
    let (result, _) = try await send(to: server, attempts: 3)
    #expect(throws: OracleError.self) { try result.get() }
    if case .failure(let error) = result {
      #expect(error.code == .unavailable && error.message.contains("3 attempts"))
      #expect(error.message.contains("resume"))
    }
    #expect(server.requests.count == 3)
  }

  @Test func theBreakerStopsARunAcrossItsRequests() async throws {
    let breaker = CircuitBreaker(limit: 3)
    for _ in 0..<2 { await breaker.fail("status 500") }
    try await breaker.pass()
    await breaker.succeed()
    for _ in 0..<3 { await breaker.fail("status 500") }
    await #expect(throws: OracleError.self) { try await breaker.pass() }
  }

  @Test func aRedirectIsNotFollowed() async throws {
    let server = try ScriptedServer(
      .answer(307, "", head: "Location: http://127.0.0.1:1/elsewhere\r\n"))
    let (result, _) = try await send(to: server, credentials: .key("secret"))
    #expect(try result.get().status == 307)
    #expect(server.requests.count == 1)
  }

  @Test func whatARepetitionWouldNotChangeIsHandedOver() async throws {
    let server = try ScriptedServer(.answer(400, "bad"))
    let (result, statistics) = try await send(to: server)
    #expect(try result.get().status == 400 && statistics.retries == 0)
  }

  @Test func aKeyGoesWhereTheServiceLooksForIt() async throws {
    let bearer = try ScriptedServer(.answer(200, ""))
    _ = try await send(to: bearer, credentials: .key("k1"))
    #expect(bearer.requests[0].contains("authorization: Bearer k1"))
    let parameter = try ScriptedServer(.answer(200, ""))
    _ = try await send(
      to: parameter, credentials: .key("k 2"), authentication: .parameter("api_key"))
    #expect(parameter.requests[0].hasPrefix("POST /predict?api_key=k%202 HTTP/1.1"))
    let header = try ScriptedServer(.answer(200, ""))
    _ = try await send(to: header, credentials: .key("k3"), authentication: .header("x-key"))
    #expect(header.requests[0].contains("x-key: k3"))
  }

  @Test func aRefusedTokenIsReplacedOnce() async throws {
    let server = try ScriptedServer(.answer(401, ""), .answer(200, "ok"))
    let (result, _) = try await send(to: server, credentials: .command("date +%s%N"))
    #expect(try result.get().status == 200)
    let tokens = server.requests.compactMap {
      $0.firstMatch(of: #/Bearer (\S+)/#).map { String($0.1) }
    }
    #expect(tokens.count == 2 && tokens[0] != tokens[1])
  }

  @Test func nobodyListeningIsNotPaidFor() async throws {
    let server = try ScriptedServer(.hangUp)
    server.stop()
    // Until the socket is closed a connection may still be taken.
    try await Task.sleep(for: .milliseconds(50))
    let (result, statistics) = try await send(to: server, attempts: 2)
    #expect(throws: OracleError.self) { try result.get() }
    #expect(statistics.uncertainQueries == 0)
  }
}
