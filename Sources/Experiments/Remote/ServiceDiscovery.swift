public import Oracles
public import PredictionServices
public import RemoteOracles

/// Asks a service what a model of its takes.
public enum ServiceDiscovery {
  /// A model as the service describes it.
  ///
  /// - Throws: `OracleError` if the service can't be reached or describes nothing that makes sense.
  public static func model(
    of model: String, at service: any DescribedService, with settings: ConnectionSettings
  ) async throws(OracleError) -> ServiceModel {
    let connection = try ServiceConnection(
      settings, authentication: service.profile.authentication)
    let response: ServiceResponse
    do throws(OracleError) {
      response = try await connection.send(service.descriptionRequest(of: model))
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    do { return try service.model(describedBy: response, name: model) } catch {
      throw OracleError(.unsuitableAnswer, error.message)
    }
  }
}
