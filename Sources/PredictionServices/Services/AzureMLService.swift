public import Estimators

/// Azure Machine Learning online endpoints, `/score`, with models that MLflow packed.
///
/// A table goes in; a JSON list comes back, with a label or a list of probabilities per row, as the
/// model's `predict` gives it.
public struct AzureMLService: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.null, .nan, .empty])

  let routes = [
    ServiceRoute(.predict, "POST", "/score"), ServiceRoute(.health, "GET", "/"),
  ]

  /// The service as it is in public.
  public init() {
    var profile = ServiceProfile(name: "azureml", title: "Azure Machine Learning endpoints")
    profile.missing = .null
    profile.missingForms = format.missing
    profile.batch = 1000
    profile.authentication = .bearer
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let writer = RowWriter(model, format)
    var data: [JSON] = []
    for row in rows { data.append(.array(try writer.list(row))) }
    let body: JSON = [
      "input_data": [
        "columns": .array(model.schema.features.map { .string($0.name) }),
        "index": .array(rows.indices.map { JSON(integerLiteral: $0) }), "data": .array(data),
      ]
    ]
    return ServiceRequest(
      "POST", "/score", headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "error", "message"), JSONPointer(steps: "message"),
      JSONPointer(steps: "error"),
    ])
    guard let rows = json.array ?? json["predictions"]?.array else {
      throw .answer("the answer is \(json.kind), not a list with an entry per row")
    }
    return try RowAnswers(model).answers(rows, to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let data = try request.json(allowingNonFinite: true).required("input_data")
    let table = try DataFrame(split: data, checkingIndex: true)
    return try RowReader(model, format).queries(columns: table.columns, rows: table.rows)
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let answers = RowAnswers(model)
      return ServiceResponse(json: .array(predictions.map(answers.json)))
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(contentType: "text/plain", body: Array("Healthy".utf8))
    case .description, .file: return failure(.absent)
    }
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let code =
      switch failure.kind {
      case .malformed, .tooLarge: "BadArgument"
      case .unauthorized: "Unauthorized"
      case .notFound: "NotFound"
      case .methodNotAllowed: "MethodNotAllowed"
      case .throttled: "TooManyRequests"
      case .unavailable: "ServiceUnavailable"
      }
    return ServiceResponse(
      status: failure.status,
      json: ["error": ["code": .string(code), "message": .string(failure.message)]])
  }
}

/// A table in pandas's "split" orientation: `{"columns": [..], "data": [[..]]}`.
struct DataFrame {
  let columns: [String]
  let rows: [[JSON]]

  /// Reads a table of a request.
  init(split json: JSON, checkingIndex: Bool = false) throws(ServiceError) {
    var columns: [String] = []
    for name in try json.required("columns").elements(of: "columns") {
      guard let text = name.string else { throw .malformed("a column name is \(name.kind)") }
      columns.append(text)
    }
    var rows: [[JSON]] = []
    for row in try json.required("data").elements(of: "data") {
      rows.append(try row.elements(of: "a row of data"))
    }
    if checkingIndex, let index = json["index"]?.array, index.count != rows.count {
      throw .malformed("\(index.count) entries in index for \(rows.count) rows of data")
    }
    self.columns = columns
    self.rows = rows
  }
}
