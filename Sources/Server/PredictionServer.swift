import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PredictionServices

/// An HTTP server of one service for one model.
public struct PredictionServer: Sendable {
  private let responder: ServiceResponder

  /// A server of a responder's answers; nothing listens yet.
  public init(_ responder: ServiceResponder) { self.responder = responder }

  /// Listens until the task is cancelled or the program is told to end (SIGINT, SIGTERM); requests in
  /// flight are answered.
  ///
  /// - Parameters:
  ///   - stopsAtSignals: Whether SIGINT and SIGTERM end it.
  ///   - onReady: Called with the port once it listens.
  public func run(
    stopsAtSignals: Bool = true, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    let settings = responder.settings
    var logger = Logger(label: "skua")
    logger.logLevel = .critical
    let application = Application(
      responder: CallbackResponder { (request, _: BasicRequestContext) in
        await respond(to: request)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: "skua"),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? settings.port) },
      logger: logger)
    if stopsAtSignals {
      try await application.runService()
    } else {
      try await application.runService(gracefulShutdownSignals: [])
    }
  }

  private func respond(to request: Request) async -> Response {
    if request.uri.path == "/metrics", request.method == .get {
      return response(
        ServiceResponse(
          contentType: "text/plain; version=0.0.4", body: Array(await responder.metrics().utf8)))
    }
    guard request.method == .get || request.method == .post else {
      return response(
        responder.failure(.methodNotAllowed, "use GET or POST, not \(request.method.rawValue)"))
    }
    let body: [UInt8]
    do {
      body = Array(buffer: try await request.body.collect(upTo: responder.settings.bodyLimit))
    } catch {
      return response(
        responder.failure(
          .tooLarge, "the body has more than \(responder.settings.bodyLimit) bytes"))
    }
    return response(
      await responder.answer(
        to: ServiceRequest(
          request.method.rawValue, request.uri.path,
          parameters: request.uri.queryParameters.map { .init(String($0.key), String($0.value)) },
          headers: request.headers.map { .init($0.name.canonicalName, $0.value) }, body: body)))
  }

  private func response(_ answer: ServiceResponder.Answer) -> Response {
    var response = response(answer.response)
    if let seconds = answer.retryAfter {
      response.headers[.retryAfter] = "\(Int(min(seconds, 1e9).rounded(.up)))"
    }
    return response
  }

  private func response(_ answer: ServiceResponse) -> Response {
    Response(
      status: .init(code: answer.status),
      headers: [.contentType: answer.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
