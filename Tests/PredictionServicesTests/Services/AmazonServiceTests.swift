import Estimators
import PredictionServices
import Testing

@Suite struct AmazonServiceTests {
  private let service = AmazonService()
  private let headers: [ServiceRequest.Field] = [
    .init("x-amz-target", "AmazonML_20141212.Predict")
  ]

  @Test("a request is a record of strings, with what is missing left out")
  func request() throws {
    let model = service.model(loans)
    let row = Query([.number(29), .missing, .category(1)])
    let request = try service.request(for: [row], to: model)
    #expect(
      request.text
        == "{\"MLModelId\":\"m\",\"PredictEndpoint\":\"https://realtime.machinelearning.us-east-1"
        + ".amazonaws.com\",\"Record\":{\"age\":\"29\",\"colour\":\"red, dark\"}}")
    #expect(request.header("x-amz-target") == "AmazonML_20141212.Predict")
    #expect(request.path == "/")
  }

  @Test("a binary model's one score is that of the positive class, whatever the label")
  func binary() throws {
    let body = """
      {"Prediction": {"details": {"Algorithm": "SGD", "PredictiveModelType": "BINARY"},
        "predictedLabel": "bad", "predictedScores": {"bad": 0.0332612693309784}}}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(loans))[0]
    #expect(answer.prediction.label == 0)
    #expect(answer.prediction.probabilities == [1 - 0.0332612693309784, 0.0332612693309784])
    #expect(answer.numerals == ["0.0332612693309784"])
  }

  @Test("labels of a binary model may be 0 and 1")
  func numbers() throws {
    var schema = loans
    schema.classes = ["0", "1"]
    let body = """
      {"Prediction":{"predictedLabel":"1","predictedScores":{"1":0.9}}}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(schema))[0]
    #expect(answer.prediction == Prediction(probabilities: [1 - 0.9, 0.9]))
  }

  @Test("a multiclass model has a score per label, and a regression a value")
  func others() throws {
    let scores = """
      {"Prediction":{"details":{},"predictedLabel":"virginica",
       "predictedScores":{"virginica":0.6,"setosa":0.3,"versicolor":0.1}}}
      """
    let answer = try service.answers(in: .text(scores), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction.probabilities == [0.3, 0.1, 0.6])
    let value = "{\"Prediction\":{\"details\":{},\"predictedValue\":12.5}}"
    let number = try service.answers(in: .text(value), to: 1, from: service.model(prices))[0]
    #expect(number.prediction == Prediction(label: 0, value: 12.5))
  }

  @Test("a server reads the record of the documentation's form")
  func operation() throws {
    let body = """
      {"MLModelId": "m", "PredictEndpoint": "https://x.example",
       "Record": {"age": "29", "income": "", "colour": "blue"}}
      """
    let request = ServiceRequest.post("/", body, headers: headers)
    #expect(
      try service.operation(of: request, on: service.model(loans))
        == .predict([Query([.number(29), .missing, .category(0)])]))
  }

  @Test("a server refuses numbers, unknown features and categories with a sentence")
  func refusals() {
    func refusal(_ record: String) -> String? {
      service.refusal(
        "/", "{\"MLModelId\":\"m\",\"PredictEndpoint\":\"\",\"Record\":\(record)}",
        headers: headers,
        service.model(loans))
    }
    #expect(
      refusal("{\"age\":29}") == "the value of 'age' must be a string, as all of a Record")
    #expect(
      refusal("{\"size\":\"1\"}")
        == "the model has no feature 'size'; it takes 'age', 'income', 'colour'")
    #expect(
      refusal("{\"colour\":\"green\"}")
        == "row 1: feature 'colour' takes the categories 'blue', 'red, dark', not the text 'green'")
    #expect(refusal("{\"age\":\"1e999\"}")?.contains("finite numbers") == true)
    #expect(
      service.refusal(
        "/", "{\"MLModelId\":\"other\",\"Record\":{}}", headers: headers, service.model(loans))
        == "nothing here")
  }

  @Test("a server answers as the service does")
  func response() {
    let model = service.model(loans)
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.75, 0.25])])
    #expect(
      service.response(to: reply, from: model).text
        == "{\"Prediction\":{\"details\":{\"Algorithm\":\"SGD\",\"PredictiveModelType\":\"BINARY\"},"
        + "\"predictedLabel\":\"bad\",\"predictedScores\":{\"bad\":0.25}}}")
    let many = ServiceReply.predictions([Prediction(probabilities: [0.5, 0.25, 0.25])])
    #expect(
      service.response(to: many, from: service.model(flowers)).text
        == "{\"Prediction\":{\"details\":{\"Algorithm\":\"SGD\",\"PredictiveModelType\":"
        + "\"MULTICLASS\"},\"predictedLabel\":\"setosa\",\"predictedScores\":"
        + "{\"setosa\":0.5,\"versicolor\":0.25,\"virginica\":0.25}}}")
  }

  @Test("the service's own error is a refusal in its words")
  func errors() {
    let body =
      "{\"__type\":\"PredictorNotMountedException\",\"message\":\"The model isn't mounted.\"}"
    let error = service.complaint(body, status: 400, service.model(loans))
    #expect(error?.code == .refused(status: 400))
    #expect(error?.message == "the service answered with status 400: The model isn't mounted.")
    let failure = service.response(
      to: .failure(ServiceFailure(.throttled, "Slow down.")), from: service.model(loans))
    #expect(failure.status == 429)
    #expect(failure.text == "{\"__type\":\"LimitExceededException\",\"message\":\"Slow down.\"}")
  }
}
