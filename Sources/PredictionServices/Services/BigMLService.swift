public import Estimators

/// BigML's API: predictions of a model or a logistic regression, and the model itself.
///
/// Fields have ids, `000000` and so on in the order of the columns; any may be left out. A tree
/// answers with the confidence in what it predicts, and with the path: which fields were looked at
/// (Tramèr et al. 2016, §4.2). Numbers have five decimals.
///
/// A model's name is `model/ID`, `logisticregression/ID` or, without a slash, the id of a model.
public struct BigMLService: RoutedService, DescribedService, DownloadableService {
  public let profile: ServiceProfile
  private let format = RowFormat(missing: [.omitted, .null])

  let routes = [
    ServiceRoute(.predict, "POST", "/prediction"),
    ServiceRoute(.predict, "POST", "/andromeda/prediction"),
    ServiceRoute(.describe, "GET", "/model/{model}"),
    ServiceRoute(.describe, "GET", "/logisticregression/{model}"),
    ServiceRoute(.describe, "GET", "/public/model/{model}"),
  ]

  /// The service as it is in public.
  public init() {
    var profile = ServiceProfile(name: "bigml", title: "BigML")
    profile.hasWhiteBox = true
    profile.hasMonetization = true
    profile.models = [.logisticRegression, .decisionTree]
    profile.precision = .decimals(5)
    profile.missing = .omitted
    profile.missingForms = format.missing
    profile.price = 0.0001
    profile.authentication = .parameter("api_key")
    profile.address = "https://bigml.io"
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    let fields = BigMLFields(model)
    let writer = RowWriter(model, format, names: fields.ids)
    let record = try writer.record(try profile.single(rows))
    let resource = BigMLFields.resource(model.name)
    let body: JSON = [
      BigMLFields.kind(resource): .string(resource), "input_data": .object(record),
    ]
    return ServiceRequest(
      "POST", "/prediction", headers: [.init("content-type", "application/json")],
      body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try resource(in: response)
    let reader = AnswerReader(model)
    try reader.expect(count, found: 1)
    guard let output = json["prediction"]?.object?.members.first?.value ?? json["output"] else {
      throw .answer("the answer has no 'prediction'")
    }
    var answer: ServiceAnswer
    if model.predictsNumber {
      answer = reader.answer(value: try reader.number(output, "prediction"))
      if let error = json["confidence"], error != .null {
        let error = try reader.number(error, "confidence")
        answer.prediction.scores = .top(error.value)
        answer.numerals.append(error.text)
      }
    } else {
      answer = try classAnswer(json, label: try reader.label(output), reader)
    }
    answer.prediction.fields = BigMLFields(model).fields(onPathOf: json)
    return [answer]
  }

  /// The confidence of a tree, or the probabilities of a logistic regression.
  private func classAnswer(
    _ json: JSON, label: Int, _ reader: AnswerReader
  ) throws(ServiceError) -> ServiceAnswer {
    if let confidence = json["confidence"], confidence != .null {
      let score = try reader.number(confidence, "confidence")
      return ServiceAnswer(
        Prediction(label: label, scores: .top(score.value)), numerals: [score.text])
    }
    var scores: [(label: Int, score: ScoredNumber)] = []
    for entry in json["probabilities"]?.array ?? [] {
      guard let pair = entry.array, pair.count == 2 else {
        throw .answer("an entry of 'probabilities' is no pair of a class and a number")
      }
      scores.append((try reader.label(pair[0]), try reader.number(pair[1], "probability")))
    }
    return try reader.answer(scores: scores, label: label)
  }

  public func downloadRequest(of name: String) -> ServiceRequest {
    var request = descriptionRequest(of: name)
    request.parameters.append(.init("only_model", "true"))
    return request
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let json = try request.json()
    let kinds = ["model", "logisticregression"]
    guard let name = kinds.lazy.compactMap({ json[$0]?.string }).first else {
      throw .malformed("expected the resource of a model under 'model' or 'logisticregression'")
    }
    let known = BigMLFields.resource(model.name)
    guard name == known || name == "public/" + known else { return nil }
    let data = try json.required("input_data")
    return [try RowReader(model, format, names: BigMLFields(model).ids).query(record: data, row: 0)]
  }

  public func operation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation? {
    let operation = try routedOperation(of: request, on: model)
    // The bindings' query for a tree without the rest of its resource.
    let wantsFile = request.parameter("only_model") == "true"
    return operation == .describe && wantsFile ? .download : operation
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      guard let prediction = predictions.first else { return failure(.nothing) }
      return ServiceResponse(status: 201, json: BigMLFields(model).json(prediction))
    case .description: return ServiceResponse(json: BigMLFields(model).description)
    case .file(let bytes, let contentType):
      return ServiceResponse(contentType: contentType, body: bytes)
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: ["code": 200])
    }
  }

  public func descriptionRequest(of name: String) -> ServiceRequest {
    ServiceRequest("GET", "/" + BigMLFields.resource(name))
  }

  public func model(
    describedBy response: ServiceResponse, name: String
  ) throws(ServiceError) -> ServiceModel {
    try BigMLFields.model(describedBy: try resource(in: response), name, of: profile)
  }

  /// The resource of an answer, which may stand under `object`.
  ///
  /// Errors have a code and a status with a message, whatever the HTTP status; resources have a
  /// status with a message as well.
  private func resource(in response: ServiceResponse) throws(ServiceError) -> JSON {
    let json = try response.json()
    guard response.isSuccess, (json["code"]?.double ?? 0) < 400 else {
      throw response.refusal(text: Self.words(json))
    }
    return json["object"] ?? json
  }

  private static func words(_ json: JSON) -> String {
    let message = json["status"]?["message"]?.string ?? ""
    let extra = (json["status"]?["extra"]?.array ?? []).compactMap(\.string)
    return ([message] + extra).filter { !$0.isEmpty }.joined(separator: ": ")
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let code =
      switch failure.kind {
      case .malformed, .tooLarge: "-1204"
      case .unauthorized: "-1100"
      case .notFound: "-1201"
      case .methodNotAllowed: "-1206"
      case .throttled: "-1130"
      case .unavailable: "-1300"
      }
    return ServiceResponse(
      status: failure.status,
      json: [
        "code": .number(String(failure.status)),
        "status": ["code": .number(code), "message": .string(failure.message)],
      ])
  }
}
