public import Estimators

/// Amazon SageMaker endpoints, in the formats of its linear learner and XGBoost containers.
///
/// Rows go as CSV without a header, which holds categories and missing values too; the answers are
/// the linear learner's JSON, or CSV with a line of numbers per row. Numbers have 32 bits.
public struct SageMakerService: RoutedService {
  public let profile: ServiceProfile
  private let csv = RowFormat.text(missing: [.empty, .nan])
  private let list = RowFormat(missing: [.null])

  private static let path = ServicePath("/endpoints/{model}/invocations")
  let routes = [
    ServiceRoute(.predict, "POST", "/endpoints/{model}/invocations"),
    ServiceRoute(.predict, "POST", "/invocations"), ServiceRoute(.health, "GET", "/ping"),
  ]

  /// The service as it is in public.
  public init() {
    var profile = ServiceProfile(name: "sagemaker", title: "Amazon SageMaker")
    profile.precision = .float32
    profile.missingForms = csv.missing
    profile.batch = 500
    profile.authentication = .awsSignature(service: "sagemaker")
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let writer = RowWriter(model, csv)
    var lines: [[String]] = []
    for row in rows { lines.append(try writer.cells(row)) }
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "text/csv"), .init("accept", "application/json")],
      body: CSVBody.body(lines))
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    if response.isSuccess, response.contentType.hasPrefix("text/csv") {
      return try RowAnswers(model).answers(try Self.lines(response.body), to: count)
    }
    let json = try response.json(words: [
      JSONPointer(steps: "OriginalMessage"), JSONPointer(steps: "Message"),
      JSONPointer(steps: "message"), JSONPointer(steps: "error"),
    ])
    guard let rows = json["predictions"]?.array ?? json.array else {
      throw .answer("the answer has no 'predictions'")
    }
    return try RowAnswers(model, scoreIsPositive: true).answers(rows, to: count)
  }

  /// Lines of numbers, as XGBoost answers; a line may be in brackets.
  private static func lines(_ body: [UInt8]) throws(ServiceError) -> [JSON] {
    let plain = body.filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
    do {
      return try CSVBody.records(of: plain).map { cells in
        .array(
          cells.map { Double(cell: $0) == nil ? .string($0) : .number(String($0.trimmingBlanks)) })
      }
    } catch {
      throw .answer("\(error)")
    }
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let type = request.header("content-type") ?? "text/csv"
    if type.hasPrefix("text/csv") {
      let lines = try CSVBody.records(of: request.body, width: model.schema.features.count)
      let reader = RowReader(model, csv)
      var rows: [Query] = []
      for (index, cells) in lines.enumerated() {
        rows.append(try reader.query(list: .array(cells.map { .string($0) }), row: index))
      }
      return rows
    }
    guard type.hasPrefix("application/json") else {
      throw .malformed("the content type \(type.quoted) isn't text/csv or application/json")
    }
    let instances = try request.json().required("instances").elements(of: "instances")
    let reader = RowReader(model, list)
    var rows: [Query] = []
    for (index, instance) in instances.enumerated() {
      let features = instance["features"] ?? instance["data"]?["features"]?["values"] ?? instance
      rows.append(try reader.query(list: features, row: index))
    }
    return rows
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let rows = predictions.map { json($0, model) }
      return ServiceResponse(json: ["predictions": .array(rows)])
    case .failure(let failure):
      return ServiceResponse(
        status: failure.status,
        json: [
          "ErrorCode": .string("CLIENT_ERROR_FROM_MODEL"), "Message": .string(failure.message),
          "OriginalMessage": .string(failure.message),
          "OriginalStatusCode": .number(String(failure.status)),
        ])
    case .healthy: return ServiceResponse(contentType: "text/plain", body: [])
    case .description, .file:
      return self.response(to: .failure(.absent), from: model, answering: request)
    }
  }

  /// The linear learner's answer: one score for two classes, a list of them for more.
  private func json(_ prediction: Prediction, _ model: ServiceModel) -> JSON {
    if let value = prediction.value { return ["score": .number(value, as: model.precision)] }
    let label = model.classJSON(prediction.label)
    if model.schema.classes.count == 2 {
      guard let positive = prediction.positive else { return ["predicted_label": label] }
      return ["score": .number(positive, as: model.precision), "predicted_label": label]
    }
    switch prediction.scores {
    case .none: return ["predicted_label": label]
    case .top(let score):
      return ["score": .number(score, as: model.precision), "predicted_label": label]
    case .likeliest:
      return json(prediction.withoutSome, model)
    case .all(let values):
      let scores = values.map { JSON.number($0, as: model.precision) }
      return ["score": .array(scores), "predicted_label": label]
    }
  }
}
