import Estimators
import Oracles
import PredictionServices
import RemoteOracles
import Server

/// A model behind a real server on loopback, for as long as a body asks it.
struct LoopbackService {
  let service: any PredictionService
  let schema: Schema
  let predictor: any Predictor
  /// The model's file for download.
  var contents: [UInt8] = []
  /// How confidence values are written; as the service has it if `nil`.
  var precision: ServicePrecision?
  /// The model's name there.
  static let name = "target"

  /// Serves, hands over a client, and ends the server.
  func serving<Result: Sendable>(
    _ body: @Sendable (RemoteOracle, ServiceConnection) async throws -> Result
  ) async throws -> Result {
    var model = ServiceModel(Self.name, schema: schema, of: service.profile)
    if let precision { model.precision = precision }
    let responder = ServiceResponder(
      service, model, predictor,
      file: service.profile.hasWhiteBox
        ? .init(contents, contentType: "application/json") : nil)
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      defer { listening.finish() }
      try await PredictionServer(responder).run(stopsAtSignals: false) { listening.yield($0) }
    }
    defer { server.cancel() }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else {
      server.cancel()
      try await server.value
      throw OracleError(.unavailable, "the server on loopback ended before it listened")
    }
    let connection = try ServiceConnection(
      ConnectionSettings(ServiceAddress("http://127.0.0.1:\(port)")),
      authentication: service.profile.authentication)
    let result: Result
    do {
      result = try await body(
        RemoteOracle(model, of: service, over: connection), connection)
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    return result
  }
}
