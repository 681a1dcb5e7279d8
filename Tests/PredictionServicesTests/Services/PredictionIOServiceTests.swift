import Estimators
import PredictionServices
import Testing

@Suite struct PredictionIOServiceTests {
  private let service = PredictionIOService()

  @Test("a request numbers the attributes")
  func request() throws {
    let request = try service.request(for: [flower], to: service.model(flowers))
    #expect(request.text == "{\"attr0\":5.1,\"attr1\":3.5}")
    #expect(request.path == "/queries.json")
  }

  @Test("an answer is a label: the class of that number, or of that index")
  func answers() throws {
    let body = ServiceResponse.text("{\"label\":2.0}")
    #expect(
      try service.answers(in: body, to: 1, from: service.model(flowers))
        == [ServiceAnswer(Prediction(label: 2))])
    var schema = flowers
    schema.classes = ["1", "2", "4"]
    #expect(
      try service.answers(in: body, to: 1, from: service.model(schema))
        == [ServiceAnswer(Prediction(label: 1))])
    let error = service.complaint("{\"label\":3.0}", service.model(schema))
    #expect(
      error?.message
        == "the service answered with the number 3.0 as label; the model's classes are '1', '2', '4'"
    )
  }

  @Test("a server reads attributes, and the list of older templates")
  func operation() throws {
    for body in ["{\"attr1\":3.5,\"attr0\":5.1}", "{\"features\":[5.1,3.5]}"] {
      #expect(
        try service.operation(of: .post("/queries.json", body), on: service.model(flowers))
          == .predict([flower]))
    }
    #expect(
      service.refusal("/queries.json", "{\"attr2\":1}", service.model(flowers))
        == "the model has no feature 'attr2'; it takes 'attr0', 'attr1'")
    #expect(
      service.refusal("/queries.json", "{\"attr0\":\"x\"}", service.model(flowers))
        == "row 1: feature 'length' takes finite numbers, not the text 'x'")
  }

  @Test("a server answers with the class's number, or with its index")
  func response() {
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.1, 0.2, 0.7])])
    #expect(service.response(to: reply, from: service.model(flowers)).text == "{\"label\":2.0}")
    var schema = flowers
    schema.classes = ["1", "2", "4"]
    #expect(service.response(to: reply, from: service.model(schema)).text == "{\"label\":4.0}")
  }

  @Test("the model can be downloaded, and the engine asked whether it is alive")
  func download() throws {
    let model = service.model(flowers)
    #expect(
      try service.operation(of: ServiceRequest("GET", "/model"), on: model) == .download)
    #expect(try service.operation(of: ServiceRequest("GET", "/"), on: model) == .health)
    let file = service.response(
      to: .file([1, 2], contentType: "application/octet-stream"), from: model)
    #expect(file.body == [1, 2])
  }

  @Test("errors are a message")
  func errors() {
    let error = service.complaint(
      "{\"message\":\"No usable value for attr0\"}", status: 400, service.model(flowers))
    #expect(error?.message == "the service answered with status 400: No usable value for attr0")
    let failure = service.response(
      to: .failure(ServiceFailure(.notFound, "No.")), from: service.model(flowers))
    #expect(failure.status == 404)
    #expect(failure.text == "{\"message\":\"No.\"}")
  }
}
