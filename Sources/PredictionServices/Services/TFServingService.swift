public import Estimators

/// TensorFlow Serving's REST API, `:predict`, with rows as `instances` or columns as `inputs`.
///
/// Answers to `instances` come under `predictions`, one per row, and those to `inputs` under
/// `outputs`. NaN and the infinities are numbers to it, in both directions.
public struct TFServingService: RoutedService, DescribedService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.nan, .null, .empty])

  private static let path = ServicePath("/v1/models/{model}:predict")
  let routes = [
    ServiceRoute(.predict, "POST", "/v1/models/{model}:predict"),
    ServiceRoute(.predict, "POST", "/v1/models/{model}/versions/{version}:predict"),
    ServiceRoute(.predict, "POST", "/v1/models/{model}/labels/{label}:predict"),
    ServiceRoute(.describe, "GET", "/v1/models/{model}/metadata"),
    ServiceRoute(.describe, "GET", "/v1/models/{model}/versions/{version}/metadata"),
    ServiceRoute(.health, "GET", "/v1/models/{model}"),
  ]

  /// The service as its users run it.
  public init() {
    var profile = ServiceProfile(name: "tfserving", title: "TensorFlow Serving")
    profile.missing = .nan
    profile.missingForms = format.missing
    profile.batch = 1000
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let body: JSON = [
      "signature_name": "serving_default",
      "instances": .array(try InstanceList(model, format).json(of: rows)),
    ]
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [JSONPointer(steps: "error")])
    guard let rows = json["predictions"]?.array ?? json["outputs"]?.array else {
      throw .answer("the answer has no 'predictions'")
    }
    return try RowAnswers(model).answers(rows, to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let json = try request.json(allowingNonFinite: true)
    let list = InstanceList(model, format)
    switch (json["instances"], json["inputs"]) {
    case (let instances?, nil): return try list.queries(try instances.elements(of: "instances"))
    case (nil, .object(let columns)?): return try list.queries(columns: columns)
    case (nil, let rows?): return try list.queries(try rows.elements(of: "inputs"))
    default: throw .malformed("expected either 'instances' or 'inputs'")
    }
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let answers = JSON.array(predictions.map(RowAnswers(model).json))
      let body = try? JSON(parsing: request.body, allowingNonFinite: true)
      return ServiceResponse(
        json: body?["inputs"] == nil ? ["predictions": answers] : ["outputs": answers])
    case .description: return ServiceResponse(json: TFSignature.json(of: model))
    case .failure(let failure):
      return ServiceResponse(status: failure.status, json: ["error": .string(failure.message)])
    case .healthy:
      let version: JSON = [
        "version": "1", "state": "AVAILABLE",
        "status": ["error_code": "OK", "error_message": ""],
      ]
      return ServiceResponse(json: ["model_version_status": [version]])
    case .file:
      return self.response(to: .failure(.absent), from: model, answering: request)
    }
  }

  public func descriptionRequest(of name: String) -> ServiceRequest {
    let predict = Self.path.path(to: name)
    return ServiceRequest("GET", predict.dropLast(":predict".count) + "/metadata")
  }

  public func model(
    describedBy response: ServiceResponse, name: String
  ) throws(ServiceError) -> ServiceModel {
    let json = try response.json(words: [JSONPointer(steps: "error")])
    return try TFSignature.model(describedBy: json, name, of: profile)
  }
}
