public import Estimators

/// The version 1 protocol of KServe, `:predict`: a list of rows, a list of answers.
public struct KServeV1Service: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.null, .nan, .empty])

  private static let path = ServicePath("/v1/models/{model}:predict")
  let routes = [
    ServiceRoute(.predict, "POST", "/v1/models/{model}:predict"),
    ServiceRoute(.health, "GET", "/v1/models/{model}"), ServiceRoute(.health, "GET", "/"),
  ]

  /// The service as its users run it.
  public init() {
    var profile = ServiceProfile(name: "kserve-v1", title: "KServe, version 1 protocol")
    profile.missing = .null
    profile.missingForms = format.missing
    profile.batch = 1000
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let instances = try InstanceList(model, format).json(of: rows)
    let body: JSON = ["instances": .array(instances)]
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [JSONPointer(steps: "error")])
    guard let rows = json["predictions"]?.array else {
      throw .answer("the answer has no 'predictions'")
    }
    return try RowAnswers(model).answers(rows, to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let json = try request.json(allowingNonFinite: true)
    let instances = try json.required("instances").elements(of: "instances")
    return try InstanceList(model, format).queries(instances)
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let answers = RowAnswers(model)
      return ServiceResponse(json: ["predictions": .array(predictions.map(answers.json))])
    case .failure(let failure):
      return ServiceResponse(status: failure.status, json: ["error": .string(failure.message)])
    case .healthy:
      return ServiceResponse(
        json: request.path == "/"
          ? ["status": "alive"] : ["name": .string(model.name), "ready": true])
    case .description, .file:
      return self.response(to: .failure(.absent), from: model, answering: request)
    }
  }
}
