import Estimators
import PredictionServices
import Testing

@Suite struct SageMakerServiceTests {
  private let service = SageMakerService()

  @Test("rows go as CSV without a header, categories in quotes where they need them")
  func request() throws {
    let row = Query([.missing, .number(1), .category(1)])
    let request = try service.request(
      for: [person, row], to: service.model(loans, missing: .empty))
    #expect(request.text == "29,2.5,blue\n,1,\"red, dark\"\n")
    #expect(request.path == "/endpoints/m/invocations")
    #expect(request.header("content-type") == "text/csv")
    #expect(request.header("accept") == "application/json")
  }

  @Test("the linear learner's score for two classes is that of the second")
  func binary() throws {
    let body = """
      {"predictions":[{"score":0.4,"predicted_label":0},{"score":0.75,"predicted_label":1.0}]}
      """
    let answers = try service.answers(in: .text(body), to: 2, from: service.model(loans))
    #expect(answers.map(\.prediction.probabilities) == [[0.6, 0.4], [0.25, 0.75]])
    #expect(answers.map(\.prediction.label) == [0, 1])
    #expect(answers.map(\.numerals) == [["0.4"], ["0.75"]])
  }

  @Test("more classes have a list of scores, and a number is the score alone")
  func others() throws {
    let body = "{\"predictions\":[{\"score\":[0.5,0.3,0.2],\"predicted_label\":0}]}"
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction == Prediction(probabilities: [0.5, 0.3, 0.2]))
    let value = "{\"predictions\":[{\"score\":12.5}]}"
    #expect(
      try service.answers(in: .text(value), to: 1, from: service.model(prices))[0].prediction.value
        == 12.5)
  }

  @Test("XGBoost's CSV has a line of numbers per row")
  func csv() throws {
    func answers(_ text: String, _ schema: Schema, _ count: Int) throws -> [ServiceAnswer] {
      try service.answers(
        in: .text(text, contentType: "text/csv; charset=utf-8"), to: count,
        from: service.model(schema))
    }
    #expect(
      try answers("0.25\n0.75\n", loans, 2).map(\.prediction.probabilities)
        == [[0.75, 0.25], [0.25, 0.75]])
    #expect(
      try answers("[0.5, 0.25, 0.25]\n", flowers, 1)[0].prediction
        == Prediction(probabilities: [0.5, 0.25, 0.25]))
    #expect(try answers("12.5\n", prices, 1)[0].prediction.value == 12.5)
    #expect(throws: ServiceError.self) { try answers("0.25,\n", loans, 1) }
    #expect(throws: ServiceError.self) { try answers("", loans, 1) }
  }

  @Test("a server reads CSV and both forms of JSON")
  func operation() throws {
    let model = service.model(loans)
    let csv = ServiceRequest.post(
      "/endpoints/m/invocations", "29,2.5,blue\n,nan,\"red, dark\"",
      headers: [.init("content-type", "text/csv")])
    #expect(
      try service.operation(of: csv, on: model)
        == .predict([person, Query([.missing, .missing, .category(1)])]))
    let json = """
      {"instances":[{"features":[29,2.5,"blue"]},{"data":{"features":{"values":[29,null,"blue"]}}}]}
      """
    #expect(
      try service.operation(of: .post("/invocations", json), on: model)
        == .predict([person, Query([.number(29), .missing, .category(0)])]))
  }

  @Test("a server refuses other content, short lines and words for numbers")
  func refusals() {
    let model = service.model(loans)
    func csv(_ text: String) -> String? {
      service.refusal(
        "/endpoints/m/invocations", text, headers: [.init("content-type", "text/csv")], model)
    }
    #expect(csv("29,2.5\n") == "the body is no CSV with 3 cells in each line")
    #expect(
      csv("old,2.5,blue\n") == "row 1: feature 'age' takes finite numbers, not the text 'old'")
    #expect(csv("inf,2.5,blue\n")?.contains("finite") == true)
    #expect(
      service.refusal(
        "/endpoints/m/invocations", "", headers: [.init("content-type", "application/x-npy")], model
      )
        == "the content type 'application/x-npy' isn't text/csv or application/json")
  }

  @Test("a server answers in 32 bits")
  func response() {
    let reply = ServiceReply.predictions([Prediction(probabilities: [2.0 / 3, 1.0 / 3])])
    #expect(
      service.response(to: reply, from: service.model(loans)).text
        == "{\"predictions\":[{\"score\":0.33333334,\"predicted_label\":\"bad\"}]}")
    var schema = loans
    schema.classes = ["0", "1"]
    #expect(
      service.response(to: reply, from: service.model(schema)).text
        == "{\"predictions\":[{\"score\":0.33333334,\"predicted_label\":0}]}")
  }

  @Test("errors carry the model's own words")
  func errors() throws {
    let body = """
      {"ErrorCode":"CLIENT_ERROR_FROM_MODEL","LogStreamArn":"arn","Message":"Received client error",
       "OriginalMessage":"unable to parse","OriginalStatusCode":415}
      """
    let error = service.complaint(body, status: 424, service.model(loans))
    #expect(error?.code == .refused(status: 424))
    #expect(error?.message == "the service answered with status 424: unable to parse")
    #expect(
      try service.operation(of: ServiceRequest("GET", "/ping"), on: service.model(loans))
        == .health)
  }
}
