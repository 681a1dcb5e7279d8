// One connection to a service: authentication, rate limit, retries and the circuit breaker stand
// here, once for all services.

import AsyncHTTPClient
import Foundation
import LinearAlgebra
import NIOCore
import NIOHTTP1
import NIOPosix
public import Oracles
public import PredictionServices

/// A client of one service at one address.
public final class ServiceConnection: Sendable {
  /// How it speaks to the service.
  public let settings: ConnectionSettings
  private let authentication: ServiceAuthentication
  private let http: HTTPClient
  private let breaker: CircuitBreaker
  private let rate: RateLimit
  private let meter = ConnectionMeter()
  private let tokens: TokenSource?

  /// A client; nothing is sent yet.
  ///
  /// - Throws: `OracleError.Code.refused` if the credentials are not of the service's kind, or a secret
  ///   would cross a network unencrypted.
  public init(
    _ settings: ConnectionSettings, authentication: ServiceAuthentication
  ) throws(OracleError) {
    try Self.check(settings, authentication)
    self.settings = settings
    self.authentication = authentication
    // All requests in flight may use up their attempts once.
    breaker = CircuitBreaker(limit: settings.retries.attempts * settings.concurrency)
    rate = RateLimit(requestsPerSecond: settings.requestsPerSecond)
    if case .command(let command) = settings.credentials {
      tokens = TokenSource(command)
    } else {
      tokens = nil
    }
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    // The deadline of a request ends with the head of its answer; a body that stalls ends here.
    configuration.timeout = .init(
      connect: .seconds(10), read: .seconds(seconds: settings.timeout))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.concurrency
    // A refused connection is told at once and tried again here, with the waits of the policy.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.decompression = .disabled
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// What was sent and received so far.
  public var statistics: ConnectionStatistics { get async { await meter.statistics } }

  /// Closes the connections; the last call.
  public func close() async {
    // What fails while closing was of no use any more.
    do { try await http.shutdown() } catch {}
  }

  /// Sends a request and waits for its answer, trying again what may succeed later.
  ///
  /// - Parameters:
  ///   - request: What to send.
  ///   - queries: Queries that it holds, for the account of what may have been paid twice.
  /// - Returns: An answer of any status that no further attempt would change.
  /// - Throws: `OracleError.Code.unavailable` if the attempts are used up or the breaker is open.
  public func send(
    _ request: ServiceRequest, queries: Int = 0
  ) async throws(OracleError) -> ServiceResponse {
    var generator = PhiloxGenerator(seed: settings.seed, stream: await meter.next())
    var refusedToken: String?
    var attempt = 1
    while true {
      try await breaker.pass()
      await wait(until: rate.turn())
      let outcome = await attemptOnce(request, refused: refusedToken)
      switch outcome {
      case .answered(let response, _, let token)
      where !settings.retries.retries(status: response.status):
        await breaker.succeed()
        guard response.status == 401, let token, refusedToken == nil else { return response }
        refusedToken = token
      case .answered(let response, let requested, _):
        try await retry(
          &attempt, "status \(response.status)", requested: requested,
          isThrottled: response.status == 429, uncertain: response.status == 429 ? 0 : queries,
          using: &generator)
      case .lost(let reason, let isCertain):
        try await retry(
          &attempt, reason, requested: nil, isThrottled: false,
          uncertain: isCertain ? 0 : queries, using: &generator)
      case .impossible(let error): throw error
      }
    }
  }

  /// A service's own words without what proves who asks, should it repeat that, and without control
  /// characters.
  func redacted(_ text: String) async -> String {
    var secrets = settings.credentials.secrets
    if let token = await tokens?.current { secrets.append(token) }
    let plain = secrets.reduce(text) { $0.replacing($1, with: "…") }
    return String(plain.unicodeScalars.filter { $0.properties.generalCategory != .control })
  }

  /// What one attempt gave.
  private enum Outcome {
    /// An answer, the seconds that it asks to stay away, and the token that was shown.
    case answered(ServiceResponse, requestedWait: Double?, token: String?)
    /// No answer, why, and whether the request surely never arrived.
    case lost(String, isUnsent: Bool)
    /// What no further attempt can change.
    case impossible(OracleError)
  }

  private func retry(
    _ attempt: inout Int, _ reason: String, requested: Double?, isThrottled: Bool,
    uncertain: Int, using generator: inout PhiloxGenerator
  ) async throws(OracleError) {
    // Whoever says that it is asked too much is alive.
    if !isThrottled { await breaker.fail(reason) }
    guard attempt < settings.retries.attempts else {
      throw OracleError(
        .unavailable,
        "\(settings.address) gave no answer in \(attempt) attempts (the last: \(reason)): see whether "
          + "the service is up, then resume the run")
    }
    guard requested ?? 0 <= settings.retries.longestRequestedWait else {
      throw OracleError(
        .unavailable,
        "\(settings.address) asks to wait \(Int(requested ?? 0)) seconds: resume the run then")
    }
    let wait = settings.retries.wait(after: attempt, requested: requested, using: &generator)
    // What one request is told holds for all.
    if let requested { await rate.pause(until: .now + .seconds(requested)) }
    await meter.retried(uncertain: uncertain)
    await self.wait(until: .now + .seconds(wait))
    attempt += 1
  }

  private func wait(until instant: ContinuousClock.Instant) async {
    // A task that is cancelled sends its last request at once, and the next one not at all.
    if instant > .now { try? await Task.sleep(until: instant, clock: .continuous) }
  }

  private func attemptOnce(_ request: ServiceRequest, refused: String?) async -> Outcome {
    let message: HTTPClientRequest
    let token: String?
    do throws(OracleError) {
      token = try await tokens?.token(replacing: refused)
      message = self.message(request, token: token)
    } catch { return .impossible(error) }
    if Task.isCancelled { return .impossible(OracleError(.unavailable, "the run was stopped")) }
    let start = ContinuousClock.now
    do {
      let answer = try await http.execute(message, timeout: .seconds(seconds: settings.timeout))
      let body = try await answer.body.collect(upTo: settings.answerLimit)
      let response = ServiceResponse(
        status: Int(answer.status.code),
        contentType: answer.headers.first(name: "content-type") ?? "", body: Array(buffer: body))
      if !settings.retries.retries(status: response.status) {
        await meter.answered(
          (ContinuousClock.now - start).seconds, sent: request.body.count,
          received: body.readableBytes)
      }
      return .answered(
        response, requestedWait: RetryAfter.seconds(answer.headers.first(name: "retry-after")),
        token: token)
    } catch is NIOTooManyBytesError {
      return .impossible(
        OracleError(
          .unsuitableAnswer, "the answer has more than \(settings.answerLimit) bytes"))
    } catch {
      return Self.loss(error, at: settings.address)
    }
  }

  private func message(_ request: ServiceRequest, token: String?) -> HTTPClientRequest {
    var fields = request.headers.map { ($0.name, $0.value) }
    fields.append(("user-agent", "skua"))
    var parameters = request.parameters
    switch (settings.credentials, authentication) {
    case (.key(let key), .parameter(let name)): parameters.append(.init(name, key))
    case (.key(let key), .header(let name)): fields.append((name, key))
    case (.key(let key), _): fields.append(("authorization", "Bearer \(key)"))
    case (.command, _):
      if let token { fields.append(("authorization", "Bearer \(token)")) }
    case (.aws(let credentials), .awsSignature(let service)):
      let signature = AWSSignature(credentials: credentials, service: service)
      let signed = AWSSignature.Message(
        method: request.method, path: settings.address.path + request.path,
        parameters: parameters.map { ($0.name, $0.value) },
        headers: fields.filter { $0.0 == "content-type" } + [("host", settings.address.host)],
        body: request.body)
      fields += signature.headers(for: signed, at: .now).map { ($0.name, $0.value) }
    default: break
    }
    var message = HTTPClientRequest(url: url(request.path, parameters))
    message.method = HTTPMethod(rawValue: request.method)
    message.headers = HTTPHeaders(fields)
    if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
    return message
  }

  private func url(_ path: String, _ parameters: [ServiceRequest.Field]) -> String {
    guard !parameters.isEmpty else { return settings.address.description + path }
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    let query = parameters.map { field in
      [field.name, field.value].map {
        $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? $0
      }
      .joined(separator: "=")
    }
    return "\(settings.address)\(path)?\(query.joined(separator: "&"))"
  }

  private static let malformed = OracleError(
    .refused, "the request has no valid form: check address, key and token")

  private static func loss(_ error: any Error, at address: ServiceAddress) -> Outcome {
    if error is CancellationError {
      return .impossible(OracleError(.unavailable, "the run was stopped"))
    }
    let text = "\(error)"
    switch error as? HTTPClientError {
    case .connectTimeout?: return .lost("no connection in time", isUnsent: true)
    case .deadlineExceeded?, .readTimeout?: return .lost("no answer in time", isUnsent: false)
    case .invalidURL?, .emptyHost?, .emptyScheme?: return .impossible(Self.malformed)
    case .cancelled?: return .impossible(OracleError(.unavailable, "the run was stopped"))
    case .remoteConnectionClosed?: return .lost("the connection was closed", isUnsent: false)
    default: break
    }
    if text.contains("unsupportedScheme") || text.contains("invalidHeaderField") {
      return .impossible(Self.malformed)
    }
    // What TLS refuses, a certificate say, it refuses the next time as well.
    if text.localizedCaseInsensitiveContains("certificate") || text.contains("handshakeFailed") {
      return .impossible(
        OracleError(
          .unavailable, "\(address) has no certificate that this machine trusts: \(text)"))
    }
    let isUnsent =
      error is NIOConnectionError || text.localizedCaseInsensitiveContains("connection refused")
    return .lost(isUnsent ? "no connection" : "the connection was lost", isUnsent: isUnsent)
  }

  private static func check(
    _ settings: ConnectionSettings, _ authentication: ServiceAuthentication
  ) throws(OracleError) {
    switch (settings.credentials, authentication) {
    case (.none, _): return
    case (.aws, .awsSignature), (.key, .parameter), (.key, .header), (.key, .bearer), (.key, .none),
      (.command, .bearer), (.command, .none):
      break
    default:
      throw OracleError(
        .refused, "this service takes no \(settings.credentials.description): see its other options"
      )
    }
    guard settings.address.isEncrypted || !settings.address.isRemote else {
      throw OracleError(
        .refused,
        "\(settings.address) is not encrypted, and anybody on the way could read the key: use https"
      )
    }
  }
}

extension TimeAmount {
  fileprivate static func seconds(seconds: Double) -> TimeAmount {
    .nanoseconds(Int64(seconds * 1e9))
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
