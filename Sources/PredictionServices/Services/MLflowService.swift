public import Estimators

/// MLflow's scoring server, `/invocations`.
///
/// It takes a table in one of four JSON forms, or CSV with a header, and answers with
/// `predictions`: a label or a list of probabilities per row, as the model's `predict` gives it.
public struct MLflowService: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.omitted, .null, .nan, .empty])
  private let csv = RowFormat.text(missing: [.omitted, .empty, .nan])

  let routes = [
    ServiceRoute(.predict, "POST", "/invocations"), ServiceRoute(.health, "GET", "/ping"),
    ServiceRoute(.health, "GET", "/health"),
  ]

  /// The service as its users run it.
  public init() {
    var profile = ServiceProfile(name: "mlflow", title: "MLflow model server")
    profile.missing = .null
    profile.missingForms = format.missing
    profile.batch = 1000
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let writer = RowWriter(model, format)
    var data: [JSON] = []
    let body: JSON
    if model.missing == .omitted {
      // The split form has a value in every column; records may lack some.
      for row in rows { data.append(.object(try writer.record(row))) }
      body = ["dataframe_records": .array(data)]
    } else {
      for row in rows { data.append(.array(try writer.list(row))) }
      let columns = model.schema.features.map { JSON.string($0.name) }
      body = ["dataframe_split": ["columns": .array(columns), "data": .array(data)]]
    }
    return ServiceRequest(
      "POST", "/invocations", headers: [.init("content-type", "application/json")],
      body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "message"), JSONPointer(steps: "error_code"),
    ])
    guard let rows = json["predictions"]?.array ?? json.array else {
      throw .answer("the answer has no 'predictions'")
    }
    return try RowAnswers(model).answers(rows, to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let type = request.header("content-type") ?? "application/json"
    if type.hasPrefix("text/csv") { return try csvRows(request.body, model) }
    guard type.hasPrefix("application/json") else {
      throw .malformed("the content type \(type.quoted) isn't application/json or text/csv")
    }
    let json = try request.json(allowingNonFinite: true)
    let list = InstanceList(model, format)
    let forms = ["dataframe_split", "dataframe_records", "instances", "inputs"]
    let found = forms.filter { json[$0] != nil }
    guard found.count == 1, let value = json[found[0]] else {
      throw .malformed("expected exactly one of \(forms.listed())")
    }
    switch (found[0], value) {
    case ("dataframe_split", _):
      let table = try DataFrame(split: value)
      return try RowReader(model, format).queries(columns: table.columns, rows: table.rows)
    case ("inputs", .object(let columns)), ("instances", .object(let columns)):
      return try list.queries(columns: columns)
    default: return try list.queries(try value.elements(of: found[0]))
    }
  }

  private func csvRows(_ body: [UInt8], _ model: ServiceModel) throws(ServiceError) -> [Query] {
    let lines = try CSVBody.records(of: body)
    let rows = lines.dropFirst().map { cells in cells.map { JSON.string($0) } }
    return try RowReader(model, csv).queries(columns: lines[0], rows: rows)
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let answers = RowAnswers(model)
      return ServiceResponse(json: ["predictions": .array(predictions.map(answers.json))])
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(contentType: "text/html", body: Array("\n".utf8))
    case .description, .file: return failure(.absent)
    }
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let code =
      switch failure.kind {
      case .malformed: "BAD_REQUEST"
      case .unauthorized: "UNAUTHENTICATED"
      case .notFound: "RESOURCE_DOES_NOT_EXIST"
      case .methodNotAllowed: "METHOD_NOT_ALLOWED"
      case .tooLarge: "INVALID_PARAMETER_VALUE"
      case .throttled: "REQUEST_LIMIT_EXCEEDED"
      case .unavailable: "TEMPORARILY_UNAVAILABLE"
      }
    return ServiceResponse(
      status: failure.status,
      json: ["error_code": .string(code), "message": .string(failure.message)])
  }
}
