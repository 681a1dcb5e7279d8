public import Estimators

/// The Open Inference Protocol, version 2, as KServe, Seldon's MLServer and Triton speak it.
///
/// Rows go as tensors: one of shape (rows, features) if all features are numbers, otherwise one
/// column per feature. Labels and probabilities are outputs of their own, told apart by shape and
/// type. The description of a model names its tensors.
public struct KServeService: RoutedService, DescribedService {
  public let profile: ServiceProfile

  private static let path = ServicePath("/v2/models/{model}/infer")
  let routes = [
    ServiceRoute(.predict, "POST", "/v2/models/{model}/infer"),
    ServiceRoute(.predict, "POST", "/v2/models/{model}/versions/{version}/infer"),
    ServiceRoute(.describe, "GET", "/v2/models/{model}"),
    ServiceRoute(.describe, "GET", "/v2/models/{model}/versions/{version}"),
    ServiceRoute(.health, "GET", "/v2/models/{model}/ready"),
    ServiceRoute(.health, "GET", "/v2/health/ready"),
    ServiceRoute(.health, "GET", "/v2/health/live"),
  ]

  /// The service as its users run it.
  public init() {
    var profile = ServiceProfile(name: "kserve", title: "Open Inference Protocol v2 (KServe)")
    profile.missing = .nan
    profile.missingForms = TensorRows.format.missing
    profile.batch = 1000
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let inputs = try TensorRows(model).tensors(of: rows)
    let outputs =
      model.outputs.isEmpty && !model.predictsNumber
      ? ["predict", "predict_proba"] : model.outputs
    var body = JSON.Object([("inputs", .array(inputs.map(\.json)))])
    if !outputs.isEmpty {
      body.append("outputs", .array(outputs.map { ["name": .string($0)] }))
    }
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      headers: [.init("content-type", "application/json")], body: JSON.object(body).bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [JSONPointer(steps: "error")])
    guard let outputs = json["outputs"]?.array else { throw .answer("the answer has no 'outputs'") }
    var all: [Tensor] = []
    for output in outputs {
      do { all.append(try Tensor(output)) } catch { throw .answer("an output: \(error)") }
    }
    // A server may send outputs that weren't asked for, and others than it describes.
    let asked = all.filter { model.outputs.contains($0.name) }
    let tensors = asked.isEmpty ? all : asked
    return try TensorAnswers(tensors, model).answers(to: count)
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let json = try request.json(allowingNonFinite: true)
    var tensors: [Tensor] = []
    for input in try json.required("inputs").elements(of: "inputs") {
      tensors.append(try Tensor(input))
    }
    return try TensorRows(model).queries(tensors)
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let wanted = Self.wantedOutputs(request)
      // A tree has no probabilities: whoever asks for them alone gets what there is.
      let all = TensorAnswers.tensors(of: predictions, from: model)
      let named = all.filter { wanted.contains($0.name) }
      let outputs = named.isEmpty ? all : named
      return ServiceResponse(
        json: [
          "model_name": .string(model.name), "model_version": "1",
          "outputs": .array(outputs.map(\.json)),
        ])
    case .description: return ServiceResponse(json: TensorDescription.json(of: model))
    case .failure(let failure):
      return ServiceResponse(status: failure.status, json: ["error": .string(failure.message)])
    case .healthy: return ServiceResponse(json: ["live": true, "ready": true])
    case .file:
      return self.response(to: .failure(.absent), from: model, answering: request)
    }
  }

  /// The outputs that a request names; none stand for all.
  private static func wantedOutputs(_ request: ServiceRequest) -> Set<String> {
    let json = try? JSON(parsing: request.body, allowingNonFinite: true)
    return Set((json?["outputs"]?.array ?? []).compactMap { $0["name"]?.string })
  }

  public func descriptionRequest(of name: String) -> ServiceRequest {
    let infer = Self.path.path(to: name)
    return ServiceRequest("GET", String(infer.dropLast("/infer".count)))
  }

  public func model(
    describedBy response: ServiceResponse, name: String
  ) throws(ServiceError) -> ServiceModel {
    let json = try response.json(words: [JSONPointer(steps: "error")])
    return try TensorDescription.model(describedBy: json, name, of: profile)
  }
}
