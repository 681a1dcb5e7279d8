import Estimators
import PredictionServices
import Testing

@Suite struct VertexServiceTests {
  private let service = VertexService()
  private let path = "/v1/projects/p/locations/l/endpoints/m:predict"

  @Test("instances are objects of strings")
  func request() throws {
    var model = service.model(loans)
    model.name = "projects/p/locations/l/endpoints/m"
    let row = Query([.missing, .number(1), .category(1)])
    let request = try service.request(for: [person, row], to: model)
    #expect(
      request.text
        == "{\"instances\":[{\"age\":\"29\",\"income\":\"2.5\",\"colour\":\"blue\"},"
        + "{\"age\":null,\"income\":\"1\",\"colour\":\"red, dark\"}],\"parameters\":{}}")
    #expect(request.path == path)
  }

  @Test("an answer lists classes and scores in an order of its own")
  func answers() throws {
    let body = """
      {"predictions":[{"classes":["virginica","setosa","versicolor"],
        "scores":[0.0625,0.8125,0.125]}],"deployedModelId":"1","model":"projects/1/models/2",
        "modelDisplayName":"flowers","modelVersionId":"1"}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction == Prediction(probabilities: [0.8125, 0.125, 0.0625]))
    #expect(answer.numerals == ["0.0625", "0.8125", "0.125"])
    let value = """
      {"predictions":[{"value":12.5,"lower_bound":10.0,"upper_bound":15.0}],"deployedModelId":"1"}
      """
    #expect(
      try service.answers(in: .text(value), to: 1, from: service.model(prices))[0].prediction.value
        == 12.5)
  }

  @Test("a custom model's lists are read as well")
  func custom() throws {
    let body = "{\"predictions\":[[0.5,0.25,0.25],[0.1,0.8,0.1]]}"
    let answers = try service.answers(in: .text(body), to: 2, from: service.model(flowers))
    #expect(answers.map(\.prediction.label) == [0, 1])
  }

  @Test("a server reads objects and lists, numbers as numbers and as strings")
  func operation() throws {
    let body = """
      {"instances":[{"age":"29","income":2.5,"colour":"blue"},["29","2.5","blue"],
       {"age":"","colour":null}]}
      """
    #expect(
      try service.operation(of: .post(path, body), on: service.model(loans))
        == .predict([person, person, Query([.missing, .missing, .missing])]))
    #expect(
      service.refusal(path, "{\"instances\":{}}", service.model(loans))
        == "instances must be an array, not an object")
    #expect(
      service.refusal(path, "{\"instances\":[]}", service.model(loans))
        == "the request holds no rows")
  }

  @Test("a server answers in 32 bits")
  func response() {
    let reply = ServiceReply.predictions([
      Prediction(probabilities: [0.1, 0.9]), Prediction(label: 0, scores: .top(0.7)),
      Prediction(label: 1),
    ])
    #expect(
      service.response(to: reply, from: service.model(loans)).text
        == "{\"predictions\":[{\"classes\":[\"bad\",\"good\"],\"scores\":[0.1,0.9]},"
        + "{\"classes\":[\"bad\"],\"scores\":[0.7]},\"good\"],\"deployedModelId\":\"m\","
        + "\"modelVersionId\":\"1\"}")
  }

  @Test("errors have the form of Google's APIs")
  func errors() {
    let body = """
      {"error":{"code":400,"message":"Missing struct property: age.","status":"INVALID_ARGUMENT"}}
      """
    let error = service.complaint(body, status: 400, service.model(loans))
    #expect(error?.message == "the service answered with status 400: Missing struct property: age.")
    let failure = service.response(
      to: .failure(ServiceFailure(.throttled, "Quota.")), from: service.model(loans))
    #expect(
      failure.text
        == "{\"error\":{\"code\":429,\"message\":\"Quota.\",\"status\":\"RESOURCE_EXHAUSTED\"}}")
  }
}
