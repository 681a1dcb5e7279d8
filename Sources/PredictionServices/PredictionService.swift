public import Estimators

/// A prediction service: its particularities as data, and its wire format as pure functions.
///
/// The client's half builds requests and reads answers; the server's half reads requests and builds
/// answers. Neither half opens a connection.
public protocol PredictionService: Sendable {
  /// What distinguishes the service.
  var profile: ServiceProfile { get }

  /// The request that asks for predictions of some rows; no more than the profile's batch.
  ///
  /// - Throws: `ServiceError` of code `unsupported` if the service has no form for a value.
  func request(for rows: [Query], to model: ServiceModel) throws(ServiceError) -> ServiceRequest

  /// The answers to `count` rows in what the service sent.
  ///
  /// - Throws: `ServiceError` of code `refused` with the service's own words if it answered with an
  ///   error, or `malformedAnswer` if the answer is not of the service's form.
  func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer]

  /// What a request asks of a server of this service; `nil` if nothing stands at its path.
  ///
  /// - Throws: `ServiceError` of code `malformedRequest` with a sentence for whoever sent it.
  func operation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation?

  /// What a server answers.
  func response(to reply: ServiceReply, from model: ServiceModel) -> ServiceResponse
}

/// A service that tells a client what its model takes and answers.
public protocol DescribedService: PredictionService {
  /// The request for the description of a model.
  func descriptionRequest(of name: String) -> ServiceRequest

  /// The model as its description tells it: names and kinds, and what is known of ranges and classes.
  ///
  /// - Throws: `ServiceError` of code `malformedAnswer` or `refused`.
  func model(describedBy response: ServiceResponse, name: String) throws(ServiceError) -> ServiceModel
}

/// What a request asks of a server.
public enum ServiceOperation: Sendable, Hashable {
  /// Predictions of some rows.
  case predict([Query])
  /// The description of the model.
  case describe
  /// The model itself, where the service lets it be downloaded.
  case download
  /// Whether the server is alive.
  case health
}

/// What a server has to say, before it takes the service's form.
public enum ServiceReply: Sendable {
  /// Predictions, in the order of the rows.
  case predictions([Prediction])
  /// The description of the model.
  case description
  /// The model as a file of its own format.
  case file([UInt8], contentType: String)
  /// That the server is alive.
  case healthy
  /// That it can't or won't answer.
  case failure(ServiceFailure)
}
