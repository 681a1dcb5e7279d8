import Estimators
import PredictionServices
import Testing

@Suite struct MicrosoftServiceTests {
  private let service = MicrosoftService()

  @Test("a request is a table of strings, an empty one for what is missing")
  func request() throws {
    let row = Query([.missing, .number(2.5), .category(1)])
    let request = try service.request(for: [person, row], to: service.model(loans))
    #expect(
      request.text
        == "{\"Inputs\":{\"input1\":{\"ColumnNames\":[\"age\",\"income\",\"colour\"],"
        + "\"Values\":[[\"29\",\"2.5\",\"blue\"],[\"\",\"2.5\",\"red, dark\"]]}},"
        + "\"GlobalParameters\":{}}")
    #expect(request.path == "/workspaces/default/services/m/execute")
    #expect(request.parameter("api-version") == "2.0")
    #expect(request.parameter("details") == "true")
  }

  @Test("two classes have one column of probabilities, beside columns of no interest")
  func binary() throws {
    let body = """
      {"Results":{"output1":{"type":"table","value":{
        "ColumnNames":["age","colour","Scored Labels","Scored Probabilities"],
        "ColumnTypes":["Int32","String","String","Double"],
        "Values":[["29","blue","bad","0.125"],["30","blue","good","0.75"]]}}}}
      """
    let answers = try service.answers(in: .text(body), to: 2, from: service.model(loans))
    #expect(answers.map(\.prediction.probabilities) == [[0.875, 0.125], [0.25, 0.75]])
    #expect(answers.map(\.prediction.label) == [0, 1])
    #expect(answers.map(\.numerals) == [["0.125"], ["0.75"]])
  }

  @Test("more classes have a column each, and a number is the label itself")
  func others() throws {
    let body = """
      {"Results":{"output1":{"type":"table","value":{"ColumnNames":[
        "Scored Probabilities for Class \\"setosa\\"","Scored Probabilities for Class \\"versicolor\\"",
        "Scored Probabilities for Class \\"virginica\\"","Scored Labels"],
        "Values":[["0.5","0.25","0.25","setosa"]]}}}}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction == Prediction(probabilities: [0.5, 0.25, 0.25]))
    let value = """
      {"Results":{"output1":{"value":{"ColumnNames":["Scored Labels"],"Values":[["12.5"]]}}}}
      """
    let number = try service.answers(in: .text(value), to: 1, from: service.model(prices))[0]
    #expect(number.prediction.value == 12.5)
  }

  @Test("a server reads columns in any order, and empty, null and NaN as missing")
  func operation() throws {
    let body = """
      {"Inputs":{"input1":{"ColumnNames":["colour","age","income"],
        "Values":[["blue","29",""],[null,"NaN","1e1"]]}},"GlobalParameters":{}}
      """
    let request = ServiceRequest.post("/workspaces/w/services/m/execute", body)
    #expect(
      try service.operation(of: request, on: service.model(loans))
        == .predict([
          Query([.number(29), .missing, .category(0)]),
          Query([.missing, .number(10), .missing]),
        ]))
  }

  @Test("a server refuses absent columns, doubled ones and short rows")
  func refusals() {
    func refusal(_ table: String) -> String? {
      service.refusal(
        "/workspaces/w/services/m/execute", "{\"Inputs\":{\"input1\":\(table)}}",
        service.model(loans))
    }
    #expect(
      refusal("{\"ColumnNames\":[\"age\",\"income\"],\"Values\":[[\"1\",\"2\"]]}")
        == "row 1: the value of 'colour' is missing")
    #expect(
      refusal("{\"ColumnNames\":[\"age\",\"age\"],\"Values\":[]}")
        == "the column 'age' occurs twice, also at 2")
    #expect(
      refusal("{\"ColumnNames\":[\"age\"],\"Values\":[[]]}") == "row 1 has 0 values for 1 columns")
    #expect(refusal("{\"Values\":[]}") == "the member 'ColumnNames' is missing")
    #expect(refusal("[]") == "expected an object, found an array")
  }

  @Test("a server answers with a table of strings")
  func response() {
    let reply = ServiceReply.predictions([
      Prediction(probabilities: [0.75, 0.25]), Prediction(probabilities: [0.125, 0.875]),
    ])
    #expect(
      service.response(to: reply, from: service.model(loans)).text
        == "{\"Results\":{\"output1\":{\"type\":\"table\",\"value\":{\"ColumnNames\":"
        + "[\"Scored Labels\",\"Scored Probabilities\"],\"ColumnTypes\":[\"String\",\"Double\"],"
        + "\"Values\":[[\"bad\",\"0.25\"],[\"good\",\"0.875\"]]}}}}")
  }

  @Test("errors have a code and details")
  func errors() {
    let body = """
      {"error":{"code":"BadArgument","message":"Invalid argument provided.",
       "details":[{"code":"BatchJobInputsNotSpecified","message":"The column age is missing."}]}}
      """
    let error = service.complaint(body, status: 400, service.model(loans))
    #expect(error?.message == "the service answered with status 400: The column age is missing.")
    let failure = service.response(
      to: .failure(ServiceFailure(.malformed, "No.")), from: service.model(loans))
    #expect(
      failure.text == "{\"error\":{\"code\":\"BadArgument\",\"message\":\"No.\",\"details\":"
        + "[{\"code\":\"BadArgument\",\"message\":\"No.\"}]}}")
  }
}
