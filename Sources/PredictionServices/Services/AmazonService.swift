public import Estimators

/// Amazon Machine Learning, real-time predictions (API version 2014-12-12, action `Predict`).
///
/// Linear models over one-hot and binned features. All values of a record are strings; a variable
/// that is left out contributes nothing. A binary model answers with one score, that of the
/// positive class, under the name of the predicted label (Tramèr et al. 2016, §5.2).
public struct AmazonService: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat.text(missing: [.omitted, .empty])

  let routes = [ServiceRoute(.predict, "POST", "/")]

  /// The service as it is in public.
  public init() {
    var profile = ServiceProfile(name: "amazon", title: "Amazon Machine Learning")
    profile.models = [.logisticRegression]
    profile.missing = .omitted
    profile.missingForms = format.missing
    profile.price = 0.0001
    profile.authentication = .awsSignature(service: "machinelearning")
    profile.address = "https://realtime.machinelearning.us-east-1.amazonaws.com"
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    let row = try profile.single(rows)
    let body: JSON = [
      "MLModelId": .string(model.name),
      "PredictEndpoint": .string(profile.address ?? ""),
      "Record": .object(try RowWriter(model, format).record(row)),
    ]
    return ServiceRequest(
      "POST", "/",
      headers: [
        .init("content-type", "application/x-amz-json-1.1"),
        .init("x-amz-target", "AmazonML_20141212.Predict"),
      ], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "message"), JSONPointer(steps: "Message"), JSONPointer(steps: "__type"),
    ])
    let reader = AnswerReader(model)
    try reader.expect(count, found: 1)
    guard let prediction = json["Prediction"], prediction.object != nil else {
      throw .answer("the answer has no 'Prediction'")
    }
    if model.predictsNumber {
      let value = try reader.number(prediction["predictedValue"], "predictedValue")
      return [reader.answer(value: value)]
    }
    guard let stated = prediction["predictedLabel"] else {
      throw .answer("the answer has no 'predictedLabel'")
    }
    let label = try reader.label(stated)
    var scores: [(label: Int, score: ScoredNumber)] = []
    for member in prediction["predictedScores"]?.object?.members ?? [] {
      let score = try reader.number(member.value, "score of \(member.name.quoted)")
      scores.append((try reader.label(.string(member.name)), score))
    }
    if reader.classes == 2, scores.count == 1 {
      return [reader.answer(positive: scores[0].score, label: label)]
    }
    return [try reader.answer(scores: scores, label: label)]
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let target = request.header("x-amz-target") ?? ""
    guard target.hasSuffix(".Predict") else {
      throw .malformed("the header x-amz-target must be AmazonML_20141212.Predict")
    }
    let json = try request.json()
    guard let name = try json.required("MLModelId").string else {
      throw .malformed("MLModelId must be a text")
    }
    guard name == model.name else { return nil }
    let record = try json.required("Record")
    for member in record.object?.members ?? [] where member.value.string == nil {
      throw .malformed("the value of \(member.name.quoted) must be a string, as all of a Record")
    }
    return [try RowReader(model, format).query(record: record, row: 0)]
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      guard let prediction = predictions.first else { return failure(.nothing) }
      return ServiceResponse(
        contentType: "application/x-amz-json-1.1", json: ["Prediction": json(prediction, model)])
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: [:])
    case .description, .file: return failure(.absent)
    }
  }

  private func json(_ prediction: Prediction, _ model: ServiceModel) -> JSON {
    let names = model.schema.classes
    let kind = names.isEmpty ? "REGRESSION" : names.count == 2 ? "BINARY" : "MULTICLASS"
    let details: JSON = ["Algorithm": "SGD", "PredictiveModelType": .string(kind)]
    if let value = prediction.value {
      return ["details": details, "predictedValue": .number(value, as: model.precision)]
    }
    let label = model.className(prediction.label)
    var scores = JSON.Object()
    if names.count == 2 {
      if let positive = prediction.positive {
        scores.append(label, .number(positive, as: model.precision))
      }
    } else {
      for (index, score) in prediction.scored {
        scores.append(model.className(index), .number(score, as: model.precision))
      }
    }
    return [
      "details": details, "predictedLabel": .string(label), "predictedScores": .object(scores),
    ]
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let type =
      switch failure.kind {
      case .malformed, .tooLarge: "InvalidInputException"
      case .unauthorized: "UnrecognizedClientException"
      case .notFound: "ResourceNotFoundException"
      case .methodNotAllowed: "UnknownOperationException"
      case .throttled: "LimitExceededException"
      case .unavailable: "InternalServerException"
      }
    return ServiceResponse(
      status: failure.status, contentType: "application/x-amz-json-1.1",
      json: ["__type": .string(type), "message": .string(failure.message)])
  }
}
