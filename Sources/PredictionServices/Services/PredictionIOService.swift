public import Estimators

/// Apache PredictionIO's classification template, `queries.json`.
///
/// Features are `attr0`, `attr1` and so on; the answer is a label, as a number. Whoever runs an
/// engine has its model as a file: here `GET /model` stands for that.
public struct PredictionIOService: RoutedService, DownloadableService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.omitted, .null])

  let routes = [
    ServiceRoute(.predict, "POST", "/queries.json"), ServiceRoute(.download, "GET", "/model"),
    ServiceRoute(.health, "GET", "/"),
  ]

  /// The service as its users run it.
  public init() {
    var profile = ServiceProfile(name: "predictionio", title: "Apache PredictionIO")
    profile.hasWhiteBox = true
    profile.hasConfidence = false
    profile.models = [.logisticRegression, .supportVectorMachine, .decisionTree]
    profile.missingForms = format.missing
    self.profile = profile
  }

  private static func names(_ model: ServiceModel) -> [String] {
    model.schema.features.indices.map { "attr\($0)" }
  }

  public func downloadRequest(of name: String) -> ServiceRequest { ServiceRequest("GET", "/model") }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    let writer = RowWriter(model, format, names: Self.names(model))
    let record = try writer.record(try profile.single(rows))
    return ServiceRequest(
      "POST", "/queries.json", headers: [.init("content-type", "application/json")],
      body: JSON.object(record).bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [JSONPointer(steps: "message")])
    let reader = AnswerReader(model)
    try reader.expect(count, found: 1)
    if model.predictsNumber {
      let value = json["prediction"] ?? json["label"]
      return [reader.answer(value: try reader.number(value, "prediction"))]
    }
    guard let label = json["label"] else { throw .answer("the answer has no 'label'") }
    return [ServiceAnswer(Prediction(label: try reader.label(label)))]
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let json = try request.json()
    // Templates before 0.3.1 took the features as a list.
    if let list = json["features"], json.object?.members.count == 1 {
      return [try RowReader(model, format).query(list: list, row: 0)]
    }
    let reader = RowReader(model, format, names: Self.names(model))
    return [try reader.query(record: json, row: 0)]
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      guard let prediction = predictions.first else { return failure(.nothing) }
      if let value = prediction.value {
        return ServiceResponse(json: ["prediction": .number(value, as: model.precision)])
      }
      return ServiceResponse(json: ["label": Self.label(prediction.label, model)])
    case .file(let bytes, let contentType):
      return ServiceResponse(contentType: contentType, body: bytes)
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: ["status": "alive"])
    case .description: return failure(.absent)
    }
  }

  /// The template's labels are numbers: those of the classes' names, or else their indices.
  private static func label(_ label: Int, _ model: ServiceModel) -> JSON {
    let name = model.className(label)
    if let number = Double(cell: name) {
      let areNumbers = model.schema.classes.allSatisfy { Double(cell: $0) != nil }
      return areNumbers ? .number(number, as: .float64) : .string(name)
    }
    let areNames = model.schema.classes.allSatisfy { Double(cell: $0) == nil }
    return areNames ? .number(Double(label), as: .float64) : .string(name)
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    ServiceResponse(status: failure.status, json: ["message": .string(failure.message)])
  }
}
