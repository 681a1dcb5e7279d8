import Estimators
import PredictionServices
import Testing

@Suite struct GoogleServiceTests {
  private let service = GoogleService()
  private let path = "/prediction/v1.6/projects/p/trainedmodels/m/predict"

  @Test("a request is an array of numbers and texts")
  func request() throws {
    var model = service.model(loans)
    model.name = "p/m"
    let request = try service.request(for: [person], to: model)
    #expect(request.text == "{\"input\":{\"csvInstance\":[29.0,2.5,\"blue\"]}}")
    #expect(request.path == path)
  }

  @Test("an answer has a label, and scores as strings or numbers")
  func answers() throws {
    let body = """
      {"kind":"prediction#output","id":"m","selfLink":"https://x.example","outputLabel":"versicolor",
       "outputMulti":[{"label":"setosa","score":"0.25"},{"label":"versicolor","score":"0.625"},
                      {"label":"virginica","score":0.125}]}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction == Prediction(probabilities: [0.25, 0.625, 0.125]))
    #expect(answer.numerals == ["0.25", "0.625", "0.125"])
    let value = "{\"kind\":\"prediction#output\",\"outputValue\":\"12.5\"}"
    #expect(
      try service.answers(in: .text(value), to: 1, from: service.model(prices))[0].prediction.value
        == 12.5)
  }

  @Test("scores of some classes are kept, the highest first")
  func truncated() throws {
    let body = """
      {"outputLabel":"setosa","outputMulti":[{"label":"setosa","score":"0.5"},
       {"label":"virginica","score":"0.3"}]}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    let some = [
      Prediction.ClassScore(label: 0, score: 0.5), Prediction.ClassScore(label: 2, score: 0.3),
    ]
    #expect(answer.prediction == Prediction(label: 0, scores: .likeliest(some)))
    #expect(answer.numerals == ["0.5", "0.3"])
  }

  @Test("a server reads numbers as numbers and as texts")
  func operation() throws {
    let body = "{\"input\":{\"csvInstance\":[\"29\",2.5,\"blue\"]}}"
    #expect(
      try service.operation(of: .post(path, body), on: service.model(loans)) == .predict([person]))
    #expect(
      service.refusal(path, "{\"input\":{\"csvInstance\":[29,2.5]}}", service.model(loans))
        == "row 1 has 2 values where the model takes 3")
    #expect(
      service.refusal(path, "{\"input\":[]}", service.model(loans))
        == "expected an object, found an array")
  }

  @Test("a server answers as the service did")
  func response() {
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.25, 0.75])])
    #expect(
      service.response(to: reply, from: service.model(loans)).text
        == "{\"kind\":\"prediction#output\",\"id\":\"m\",\"outputLabel\":\"good\",\"outputMulti\":"
        + "[{\"label\":\"bad\",\"score\":\"0.25\"},{\"label\":\"good\",\"score\":\"0.75\"}]}")
  }

  @Test("errors have the form of Google's APIs")
  func errors() {
    let body = """
      {"error":{"errors":[{"domain":"global","reason":"notFound","message":"No Model found."}],
       "code":404,"message":"No Model found. Model must first be trained."}}
      """
    let error = service.complaint(body, status: 404, service.model(loans))
    #expect(error?.code == .refused(status: 404))
    #expect(error?.message.hasSuffix(": No Model found. Model must first be trained.") == true)
    let failure = service.response(
      to: .failure(ServiceFailure(.unauthorized, "No.")), from: service.model(loans))
    #expect(
      failure.text == "{\"error\":{\"errors\":[{\"domain\":\"global\",\"reason\":\"authError\","
        + "\"message\":\"No.\"}],\"code\":401,\"message\":\"No.\"}}")
  }
}
