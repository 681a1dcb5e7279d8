public import Estimators

/// Google Prediction API, version 1.6, `trainedmodels.predict`.
///
/// A row is an array of numbers and texts without names; scores are strings.
public struct GoogleService: RoutedService {
  public let profile: ServiceProfile
  private let format: RowFormat = {
    var format = RowFormat(missing: [.empty, .null])
    format.readsNumbersAsText = true
    return format
  }()

  private static let path = ServicePath(
    "/prediction/v1.6/projects/{project}/trainedmodels/{model}/predict")
  let routes = [
    ServiceRoute(
      .predict, "POST", "/prediction/v1.6/projects/{project}/trainedmodels/{model}/predict")
  ]

  /// The service as it was in public.
  public init() {
    var profile = ServiceProfile(name: "google", title: "Google Prediction API")
    profile.hasMonetization = true
    profile.missingForms = format.missing
    profile.price = 0.0005
    profile.authentication = .bearer
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    let row = try RowWriter(model, format).list(try profile.single(rows))
    let body: JSON = ["input": ["csvInstance": .array(row)]]
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "error", "message"), JSONPointer(steps: "error"),
    ])
    let reader = AnswerReader(model)
    try reader.expect(count, found: 1)
    if model.predictsNumber {
      return [reader.answer(value: try reader.number(json["outputValue"], "outputValue"))]
    }
    guard let stated = json["outputLabel"] else {
      throw .answer("the answer has no 'outputLabel'")
    }
    var scores: [(label: Int, score: ScoredNumber)] = []
    for entry in json["outputMulti"]?.array ?? [] {
      guard let name = entry["label"] else {
        throw .answer("an entry of 'outputMulti' has no label")
      }
      let label = try reader.label(name)
      scores.append((label, try reader.number(entry["score"], "score of \(name.kind)")))
    }
    return [try reader.answer(scores: scores, label: try reader.label(stated))]
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let row = try request.json().required("input").required("csvInstance")
    return [try RowReader(model, format).query(list: row, row: 0)]
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      guard let prediction = predictions.first else { return failure(.nothing) }
      return ServiceResponse(json: json(prediction, model))
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: [:])
    case .description, .file: return failure(.absent)
    }
  }

  private func json(_ prediction: Prediction, _ model: ServiceModel) -> JSON {
    var object = JSON.Object([
      ("kind", "prediction#output"), ("id", .string(model.name)),
    ])
    if let value = prediction.value {
      object.append("outputValue", .string(JSON.number(value, as: model.precision).numeral))
      return .object(object)
    }
    object.append("outputLabel", .string(model.className(prediction.label)))
    let entries = prediction.scored.map { label, score -> JSON in
      [
        "label": .string(model.className(label)),
        "score": .string(JSON.number(score, as: model.precision).numeral),
      ]
    }
    if !entries.isEmpty { object.append("outputMulti", .array(entries)) }
    return .object(object)
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let reason =
      switch failure.kind {
      case .malformed: "invalid"
      case .unauthorized: "authError"
      case .notFound: "notFound"
      case .methodNotAllowed: "httpMethodNotAllowed"
      case .tooLarge: "uploadTooLarge"
      case .throttled: "rateLimitExceeded"
      case .unavailable: "backendError"
      }
    let entry: JSON = [
      "domain": "global", "reason": .string(reason), "message": .string(failure.message),
    ]
    return ServiceResponse(
      status: failure.status,
      json: [
        "error": [
          "errors": [entry], "code": .number(String(failure.status)),
          "message": .string(failure.message),
        ]
      ])
  }
}
