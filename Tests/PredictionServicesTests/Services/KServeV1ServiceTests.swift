import Estimators
import PredictionServices
import Testing

@Suite struct KServeV1ServiceTests {
  private let service = KServeV1Service()
  private let path = "/v1/models/m:predict"

  @Test("a request is a list of rows")
  func request() throws {
    let row = Query([.missing, .number(3)])
    let request = try service.request(for: [flower, row], to: service.model(flowers))
    #expect(request.text == "{\"instances\":[[5.1,3.5],[null,3.0]]}")
    #expect(request.path == path)
  }

  @Test("answers are labels or probabilities")
  func answers() throws {
    let labels = try service.answers(
      in: .text("{\"predictions\":[1,2]}"), to: 2, from: service.model(flowers))
    #expect(labels.map(\.prediction.label) == [1, 2])
    let rows = try service.answers(
      in: .text("{\"predictions\":[[0.25,0.75]]}"), to: 1, from: service.model(loans))
    #expect(rows[0].prediction == Prediction(probabilities: [0.25, 0.75]))
  }

  @Test("a server reads lists and objects")
  func operation() throws {
    let body = "{\"instances\":[[29,2.5,\"blue\"],{\"colour\":\"blue\",\"income\":2.5,\"age\":29}]}"
    #expect(
      try service.operation(of: .post(path, body), on: service.model(loans))
        == .predict([person, person]))
    #expect(
      service.refusal(path, "{\"instances\":[[29,2.5,\"blue\"],3]}", service.model(loans))
        == "row 2 has 1 values where the model takes 3")
    #expect(
      service.refusal(path, "{}", service.model(loans)) == "the member 'instances' is missing")
  }

  @Test("a server answers under 'predictions', and says whether it is ready")
  func response() throws {
    let model = service.model(loans)
    let reply = ServiceReply.predictions([
      Prediction(probabilities: [0.25, 0.75]), Prediction(label: 0, scores: .top(0.5)),
    ])
    #expect(
      service.response(to: reply, from: model).text
        == "{\"predictions\":[[0.25,0.75],{\"label\":\"bad\",\"score\":0.5}]}")
    let health = ServiceRequest("GET", "/v1/models/m")
    #expect(try service.operation(of: health, on: model) == .health)
    #expect(
      service.response(to: .healthy, from: model, answering: health).text
        == "{\"name\":\"m\",\"ready\":true}")
  }

  @Test("errors are one text")
  func errors() {
    let error = service.complaint(
      "{\"error\":\"Expected \\\"instances\\\" to be a list\"}", status: 400, service.model(loans))
    #expect(error?.message.hasSuffix("Expected \"instances\" to be a list") == true)
  }
}
