/// A service that tells a client what its model takes and answers.
public protocol DescribedService: PredictionService {
  /// The request for the description of a model.
  func descriptionRequest(of name: String) -> ServiceRequest

  /// The model as its description tells it: names and kinds, and what is known of ranges and classes.
  ///
  /// - Throws: `ServiceError` of code `malformedAnswer` or `refused`.
  func model(describedBy response: ServiceResponse, name: String) throws(ServiceError)
    -> ServiceModel
}
