import Estimators
import PredictionServices
import Testing

@Suite struct AzureMLServiceTests {
  private let service = AzureMLService()

  @Test("a request is a table with an index")
  func request() throws {
    let row = Query([.missing, .number(1), .category(1)])
    let request = try service.request(for: [person, row], to: service.model(loans))
    #expect(
      request.text
        == "{\"input_data\":{\"columns\":[\"age\",\"income\",\"colour\"],\"index\":[0,1],"
        + "\"data\":[[29.0,2.5,\"blue\"],[null,1.0,\"red, dark\"]]}}")
    #expect(request.path == "/score")
  }

  @Test("an answer is a list of labels, or of probabilities")
  func answers() throws {
    let labels = try service.answers(in: .text("[0, 1]"), to: 2, from: service.model(loans))
    #expect(labels.map(\.prediction) == [Prediction(label: 0), Prediction(label: 1)])
    let rows = try service.answers(
      in: .text("[[0.25, 0.75]]"), to: 1, from: service.model(loans))
    #expect(rows.map(\.prediction) == [Prediction(probabilities: [0.25, 0.75])])
  }

  @Test("a server reads the table, with null, NaN and empty text as missing")
  func operation() throws {
    let body = """
      {"input_data":{"columns":["age","income","colour"],"index":[0,1],
       "data":[[29,2.5,"blue"],[NaN,null,""]]}}
      """
    #expect(
      try service.operation(of: .post("/score", body), on: service.model(loans))
        == .predict([person, Query([.missing, .missing, .missing])]))
    #expect(
      service.refusal(
        "/score", "{\"input_data\":{\"columns\":[],\"index\":[0],\"data\":[]}}",
        service.model(loans))
        == "1 entries in index for 0 rows of data")
    #expect(
      service.refusal(
        "/score", "{\"input_data\":{\"columns\":[\"age\"],\"data\":[[Infinity]]}}",
        service.model(loans))
        == "row 1: feature 'age' takes finite numbers, not the number Infinity")
  }

  @Test("a server answers with a list, and errors have a code and a message")
  func response() {
    let model = service.model(loans)
    let reply = ServiceReply.predictions([Prediction(label: 1), Prediction(label: 0)])
    #expect(service.response(to: reply, from: model).text == "[\"good\",\"bad\"]")
    let error = service.complaint(
      "{\"error\":{\"code\":\"UserError\",\"message\":\"No columns.\"}}", status: 400, model)
    #expect(error?.message == "the service answered with status 400: No columns.")
    let failure = service.response(to: .failure(ServiceFailure(.unavailable, "Down.")), from: model)
    #expect(failure.status == 503)
    #expect(
      failure.text == "{\"error\":{\"code\":\"ServiceUnavailable\",\"message\":\"Down.\"}}")
  }
}
