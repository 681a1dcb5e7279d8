import Estimators

/// The services that Skua knows.
public enum ServiceCatalog {
  /// The five of the paper's Table 2, then those that users run today.
  public static let all: [any PredictionService] = [
    AmazonService(), MicrosoftService(), BigMLService(), PredictionIOService(), GoogleService(),
    SageMakerService(), VertexService(), AzureMLService(), KServeService(), KServeV1Service(),
    TFServingService(), MLflowService(),
  ]

  /// The names of all services, in their order.
  public static var names: [String] { all.map(\.profile.name) }

  /// The service of a name.
  ///
  /// - Throws: `ServiceError` of code `unsupported` that lists the names.
  public static func service(named name: String) throws(ServiceError) -> any PredictionService {
    guard let service = all.first(where: { $0.profile.name == name }) else {
      throw ServiceError(
        .unsupported, "no service is called \(name.quoted); there are \(names.listed(limit: 20))")
    }
    return service
  }
}
