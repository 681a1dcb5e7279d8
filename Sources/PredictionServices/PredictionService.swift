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

  /// What a request asks of a server of this service; `nil` if nothing stands at its path, or if it
  /// names another model.
  ///
  /// - Throws: `ServiceError` of code `malformedRequest` or `methodNotAllowed`, with a sentence for
  ///   whoever sent it.
  func operation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation?

  /// What a server answers; some services answer in the form of the request.
  func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse
}

extension PredictionService {
  /// What a server answers where the request doesn't matter.
  public func response(to reply: ServiceReply, from model: ServiceModel) -> ServiceResponse {
    response(to: reply, from: model, answering: ServiceRequest("POST", "/"))
  }
}
