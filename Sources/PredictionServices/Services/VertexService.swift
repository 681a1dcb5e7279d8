public import Estimators

/// Google Vertex AI endpoints, `:predict`, in the format of its tabular models.
///
/// An instance is an object of strings; an answer lists classes and scores. Endpoints of custom
/// models answer with a list per row, which is read as well. Scores have 32 bits.
public struct VertexService: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat.text(missing: [.omitted, .null, .empty])

  private static let pattern =
    "/v1/projects/{project}/locations/{location}/endpoints/{model}:predict"
  private static let path = ServicePath(pattern)
  let routes = [ServiceRoute(.predict, "POST", Self.pattern)]

  /// The service as it is in public.
  public init() {
    var profile = ServiceProfile(name: "vertex", title: "Google Vertex AI")
    profile.precision = .float32
    profile.missing = .null
    profile.missingForms = format.missing
    profile.batch = 100
    profile.authentication = .bearer
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let writer = RowWriter(model, format)
    var instances: [JSON] = []
    for row in rows { instances.append(.object(try writer.record(row))) }
    let body: JSON = ["instances": .array(instances), "parameters": [:]]
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "error", "message"), JSONPointer(steps: "0", "error", "message"),
    ])
    guard let rows = json["predictions"]?.array else {
      throw .answer("the answer has no 'predictions'")
    }
    return try RowAnswers(model).answers(rows, to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let instances = try request.json().required("instances").elements(of: "instances")
    let reader = RowReader(model, format)
    var rows: [Query] = []
    for (index, instance) in instances.enumerated() {
      let isList = instance.array != nil
      rows.append(
        isList
          ? try reader.query(list: instance, row: index)
          : try reader.query(record: instance, row: index))
    }
    return rows
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let rows = predictions.map { json($0, model) }
      return ServiceResponse(
        json: [
          "predictions": .array(rows), "deployedModelId": .string(model.name),
          "modelVersionId": "1",
        ])
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: [:])
    case .description, .file: return failure(.absent)
    }
  }

  private func json(_ prediction: Prediction, _ model: ServiceModel) -> JSON {
    if let value = prediction.value { return ["value": .number(value, as: model.precision)] }
    if case .none = prediction.scores { return .string(model.className(prediction.label)) }
    let scored = prediction.scored
    return [
      "classes": .array(scored.map { .string(model.className($0.label)) }),
      "scores": .array(scored.map { .number($0.score, as: model.precision) }),
    ]
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let status =
      switch failure.kind {
      case .malformed, .tooLarge: "INVALID_ARGUMENT"
      case .unauthorized: "UNAUTHENTICATED"
      case .notFound: "NOT_FOUND"
      case .methodNotAllowed: "UNIMPLEMENTED"
      case .throttled: "RESOURCE_EXHAUSTED"
      case .unavailable: "UNAVAILABLE"
      }
    return ServiceResponse(
      status: failure.status,
      json: [
        "error": [
          "code": .number(String(failure.status)), "message": .string(failure.message),
          "status": .string(status),
        ]
      ])
  }
}
