import Estimators
import PredictionServices
import Testing

@Suite struct MLflowServiceTests {
  private let service = MLflowService()

  @Test("a request is a split frame, or records where values are omitted")
  func request() throws {
    let row = Query([.missing, .number(1), .category(1)])
    #expect(
      try service.request(for: [person, row], to: service.model(loans)).text
        == "{\"dataframe_split\":{\"columns\":[\"age\",\"income\",\"colour\"],"
        + "\"data\":[[29.0,2.5,\"blue\"],[null,1.0,\"red, dark\"]]}}")
    #expect(
      try service.request(for: [row], to: service.model(loans, missing: .omitted)).text
        == "{\"dataframe_records\":[{\"income\":1.0,\"colour\":\"red, dark\"}]}")
    #expect(
      try service.request(for: [row], to: service.model(loans, missing: .nan)).text
        .contains("[[NaN,1.0,\"red, dark\"]]"))
  }

  @Test("predictions are labels or probabilities")
  func answers() throws {
    let labels = try service.answers(
      in: .text("{\"predictions\": [0, 1]}"), to: 2, from: service.model(loans))
    #expect(labels.map(\.prediction) == [Prediction(label: 0), Prediction(label: 1)])
    let rows = try service.answers(
      in: .text("{\"predictions\": [[0.1, 0.2, 0.7]]}"), to: 1, from: service.model(flowers))
    #expect(rows[0].prediction == Prediction(probabilities: [0.1, 0.2, 0.7]))
    let error = service.complaint(
      "{\"predictions\": [0, 1, 0]}", to: 2, service.model(loans))
    #expect(error?.message == "3 answers to 2 rows")
  }

  @Test(
    "a server reads all four forms of JSON",
    arguments: [
      "{\"dataframe_split\":{\"columns\":[\"colour\",\"age\",\"income\"],\"data\":[[\"blue\",29,2.5]]}}",
      "{\"dataframe_split\":{\"index\":[0],\"columns\":[\"age\",\"income\",\"colour\"],\"data\":[[29,2.5,\"blue\"]]}}",
      "{\"dataframe_records\":[{\"age\":29,\"income\":2.5,\"colour\":\"blue\"}]}",
      "{\"instances\":[[29,2.5,\"blue\"]]}",
      "{\"inputs\":[[29,2.5,\"blue\"]]}",
      "{\"inputs\":{\"age\":[29],\"income\":[2.5],\"colour\":[\"blue\"]}}",
      "{\"instances\":[{\"age\":29,\"income\":2.5,\"colour\":\"blue\"}]}",
    ])
  func forms(body: String) throws {
    #expect(
      try service.operation(of: .post("/invocations", body), on: service.model(loans))
        == .predict([person]))
  }

  @Test("a server reads CSV with a header")
  func csv() throws {
    let request = ServiceRequest.post(
      "/invocations", "colour,age,income\n\"red, dark\",29,\nblue,,2.5\n",
      headers: [.init("content-type", "text/csv")])
    #expect(
      try service.operation(of: request, on: service.model(loans))
        == .predict([
          Query([.number(29), .missing, .category(1)]),
          Query([.missing, .number(2.5), .category(0)]),
        ]))
  }

  @Test("a server refuses none or several of the forms, and other content")
  func refusals() {
    let model = service.model(loans)
    let forms =
      "expected exactly one of 'dataframe_split', 'dataframe_records', 'instances', 'inputs'"
    #expect(service.refusal("/invocations", "{}", model) == forms)
    #expect(
      service.refusal("/invocations", "{\"instances\":[],\"inputs\":[]}", model) == forms)
    #expect(
      service.refusal("/invocations", "", headers: [.init("content-type", "text/xml")], model)
        == "the content type 'text/xml' isn't application/json or text/csv")
    #expect(
      service.refusal("/invocations", "{\"instances\":", model)
        == "the body is no JSON; byte 13: expected a value, found the end of the text")
  }

  @Test("a server answers under 'predictions', and to pings")
  func response() throws {
    let model = service.model(loans)
    let reply = ServiceReply.predictions([Prediction(label: 1)])
    #expect(service.response(to: reply, from: model).text == "{\"predictions\":[\"good\"]}")
    #expect(try service.operation(of: ServiceRequest("GET", "/ping"), on: model) == .health)
    #expect(service.response(to: .healthy, from: model).status == 200)
  }

  @Test("errors have a code and a message")
  func errors() {
    let body = """
      {"error_code": "BAD_REQUEST", "message": "Model is missing inputs ['age'].", "stack_trace": ""}
      """
    let error = service.complaint(body, status: 400, service.model(loans))
    #expect(
      error?.message == "the service answered with status 400: Model is missing inputs ['age'].")
    let failure = service.response(
      to: .failure(ServiceFailure(.malformed, "No.")), from: service.model(loans))
    #expect(failure.text == "{\"error_code\":\"BAD_REQUEST\",\"message\":\"No.\"}")
  }
}
