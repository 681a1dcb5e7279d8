import Estimators
import PredictionServices
import Testing

@Suite struct BigMLServiceTests {
  private let service = BigMLService()

  @Test("a request names the model's resource and gives values by field id")
  func request() throws {
    let row = Query([.number(29), .missing, .category(1)])
    let request = try service.request(for: [row], to: service.model(loans))
    #expect(
      request.text
        == "{\"model\":\"model/m\",\"input_data\":{\"000000\":29.0,\"000002\":\"red, dark\"}}")
    #expect(request.path == "/prediction")
    var logistic = service.model(loans)
    logistic.name = "logisticregression/m"
    #expect(
      try service.request(for: [Query([.missing, .missing, .missing])], to: logistic).text
        == "{\"logisticregression\":\"logisticregression/m\",\"input_data\":{}}")
  }

  @Test("a tree answers with its confidence, and its path tells the fields that were looked at")
  func tree() throws {
    let body = """
      {"code":201,"confidence":0.90425,"prediction":{"000003":"good"},"output":"good",
       "objective_field":"000003","fields":{"000000":{"name":"age"},"000001":{"name":"income"}},
       "prediction_path":{"bad_fields":[],"unknown_fields":[],
         "path":[{"field":"000002","operator":"=","value":"blue"}],
         "next_predicates":[{"field":"000000","operator":">","value":30,"count":9},
                            {"field":"000000","operator":"<=","value":30,"count":4}]},
       "resource":"prediction/1","status":{"code":5,"message":"The prediction has been created"}}
      """
    let answer = try service.answers(
      in: .text(body, status: 201), to: 1, from: service.model(loans))[0]
    #expect(answer.prediction == Prediction(label: 1, scores: .top(0.90425), fields: [0, 2]))
    #expect(answer.numerals == ["0.90425"])
  }

  @Test("a logistic regression answers with a probability per class")
  func logistic() throws {
    let body = """
      {"code":201,"prediction":{"000002":"setosa"},
       "probabilities":[["setosa",0.81],["virginica",0.06],["versicolor",0.13]]}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(flowers))[0]
    #expect(answer.prediction == Prediction(probabilities: [0.81, 0.13, 0.06]))
    #expect(answer.numerals == ["0.81", "0.06", "0.13"])
  }

  @Test("a regression tree answers with a number and its error, also inside of 'object'")
  func number() throws {
    let body = """
      {"code":201,"object":{"prediction":{"000002":151.5},"confidence":12.25,
       "prediction_path":{"path":[],"next_predicates":[{"field":"000001"}]}}}
      """
    let answer = try service.answers(in: .text(body), to: 1, from: service.model(prices))[0]
    #expect(
      answer.prediction == Prediction(label: 0, scores: .top(12.25), value: 151.5, fields: [1]))
    #expect(answer.numerals == ["151.5", "12.25"])
  }

  @Test("a server reads ids, with anything left out or null")
  func operation() throws {
    let body = "{\"model\":\"model/m\",\"input_data\":{\"000002\":\"blue\",\"000000\":null}}"
    for path in ["/prediction", "/andromeda/prediction"] {
      #expect(
        try service.operation(of: .post(path, body), on: service.model(loans))
          == .predict([Query([.missing, .missing, .category(0)])]))
    }
    #expect(
      service.refusal("/prediction", "{\"input_data\":{}}", service.model(loans))
        == "expected the resource of a model under 'model' or 'logisticregression'")
    #expect(
      service.refusal(
        "/prediction", "{\"model\":\"model/x\",\"input_data\":{}}", service.model(loans))
        == "nothing here")
    #expect(
      service.refusal(
        "/prediction", "{\"model\":\"model/m\",\"input_data\":{\"age\":3}}", service.model(loans))
        == "the model has no feature 'age'; it takes '000000', '000001', '000002'")
  }

  @Test("a server answers a tree's query with five decimals and the path")
  func response() {
    let prediction = Prediction(label: 1, scores: .top(0.904251), fields: [0, 2])
    let response = service.response(to: .predictions([prediction]), from: service.model(loans))
    #expect(response.status == 201)
    #expect(
      response.text
        == "{\"code\":201,\"model\":\"model/m\",\"objective_field\":\"000003\","
        + "\"objective_fields\":[\"000003\"],\"prediction\":{\"000003\":\"good\"},"
        + "\"output\":\"good\",\"confidence\":0.90425,\"prediction_path\":{\"path\":"
        + "[{\"field\":\"000000\"},{\"field\":\"000002\"}],\"next_predicates\":[],"
        + "\"unknown_fields\":[],\"bad_fields\":[]}}")
  }

  @Test("GET of the model describes it, and downloads it where only the tree is asked for")
  func description() throws {
    let model = service.model(loans)
    let request = service.descriptionRequest(of: "m")
    #expect(request.path == "/model/m")
    #expect(try service.operation(of: request, on: model) == .describe)
    var download = request
    download.parameters = [.init("only_model", "true"), .init("limit", "-1")]
    #expect(try service.operation(of: download, on: model) == .download)
  }

  @Test("a description by BigML tells ids, kinds, ranges, categories and classes")
  func model() throws {
    let body = """
      {"code":200,"resource":"model/5","objective_fields":["000001"],"objective_field":"000001",
       "input_fields":["00000a","000003"],"model":{"kind":"mtree","fields":{
        "000001":{"name":"risk","optype":"categorical","column_number":1,
                  "summary":{"categories":[["good",70],["bad",30]]}},
        "000003":{"name":"colour","optype":"categorical","column_number":3,
                  "summary":{"categories":[["red",60],["blue",40]]}},
        "00000a":{"name":"age","optype":"numeric","column_number":10,"datatype":"int8",
                  "summary":{"minimum":18,"maximum":90}}},"root":{}}}
      """
    let model = try service.model(describedBy: .text(body), name: "5")
    #expect(
      model.schema
        == Schema(
          features: [
            Feature(name: "age", kind: .numeric(minimum: 18, maximum: 90)),
            Feature(name: "colour", kind: .categorical(["blue", "red"])),
          ], target: "risk", classes: ["bad", "good"]))
    #expect(
      try service.request(for: [Query([.number(20), .category(1)])], to: model).text
        == "{\"model\":\"model/5\",\"input_data\":{\"00000a\":20.0,\"000003\":\"red\"}}")
  }

  @Test("our description reads back as the same schema", arguments: [loans, flowers, prices])
  func roundTrip(schema: Schema) throws {
    let response = service.response(to: .description, from: service.model(schema))
    let model = try service.model(describedBy: response, name: "m")
    #expect(model.schema == schema)
  }

  @Test("errors have a code and a status with a message, whatever the HTTP status")
  func errors() {
    let body = """
      {"code":400,"status":{"code":-1204,"message":"Bad request","extra":["input_data is wrong"]}}
      """
    for status in [200, 400] {
      let error = service.complaint(body, status: status, service.model(loans))
      #expect(error?.code == .refused(status: status))
      #expect(error?.message.hasSuffix("Bad request: input_data is wrong") == true)
    }
    let failure = service.response(
      to: .failure(ServiceFailure(.unauthorized, "No key.")), from: service.model(loans))
    #expect(failure.status == 401)
    #expect(failure.text == "{\"code\":401,\"status\":{\"code\":-1100,\"message\":\"No key.\"}}")
  }
}
