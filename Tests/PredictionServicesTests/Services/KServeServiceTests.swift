import Estimators
import PredictionServices
import Testing

@Suite struct KServeServiceTests {
  private let service = KServeService()
  private let path = "/v2/models/m/infer"

  @Test("numbers alone make one tensor, and both outputs are asked for")
  func matrix() throws {
    let rows = [flower, Query([.missing, .number(3)])]
    let request = try service.request(for: rows, to: service.model(flowers))
    #expect(
      request.text
        == "{\"inputs\":[{\"name\":\"input-0\",\"shape\":[2,2],\"datatype\":\"FP64\","
        + "\"data\":[5.1,3.5,NaN,3.0]}],"
        + "\"outputs\":[{\"name\":\"predict\"},{\"name\":\"predict_proba\"}]}")
    #expect(request.path == path)
  }

  @Test("whoever asks a tree for probabilities gets its confidence")
  func confidence() throws {
    var model = service.model(flowers)
    model.outputs = ["predict_proba"]
    let request = try service.request(for: [flower], to: model)
    let answer = Prediction(label: 1, scores: .top(0.75))
    let response = service.response(
      to: .predictions([answer]), from: model, answering: request)
    #expect(try service.answers(in: response, to: 1, from: model).map(\.prediction) == [answer])
  }

  @Test("categories make a tensor of every feature")
  func columns() throws {
    let rows = [person, Query([.number(30), .number(1), .missing])]
    let request = try service.request(for: rows, to: service.model(loans))
    #expect(
      request.text.hasPrefix(
        "{\"inputs\":[{\"name\":\"age\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[29.0,30.0]},"
          + "{\"name\":\"income\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[2.5,1.0]},"
          + "{\"name\":\"colour\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"data\":[\"blue\",\"\"]}]"
      ))
  }

  @Test("a column that no row has can be omitted; one that some have can't")
  func omitted() throws {
    let model = service.model(loans, missing: .omitted)
    let row = Query([.number(29), .missing, .category(0)])
    let request = try service.request(for: [row, row], to: model)
    #expect(!request.text.contains("income"))
    #expect(try service.operation(of: request, on: model) == .predict([row, row]))
    #expect { try service.request(for: [row, person], to: model) } throws: {
      ($0 as? ServiceError)?.code == .unsupported
    }
  }

  @Test("outputs are told apart by shape and type, whatever their names")
  func answers() throws {
    let body = """
      {"model_name":"m","model_version":"1","id":"x","outputs":[
       {"name":"output_label","datatype":"INT64","shape":[2],"data":[0,2]},
       {"name":"output_probability","datatype":"FP32","shape":[2,3],
        "data":[[0.5,0.25,0.25],[0.125,0.25,0.625]]}]}
      """
    let answers = try service.answers(in: .text(body), to: 2, from: service.model(flowers))
    #expect(
      answers.map(\.prediction) == [
        Prediction(probabilities: [0.5, 0.25, 0.25]),
        Prediction(probabilities: [0.125, 0.25, 0.625]),
      ])
    #expect(answers[0].numerals == ["0.5", "0.25", "0.25"])
  }

  @Test("labels alone, one probability, and a number are read")
  func others() throws {
    func first(_ outputs: String, _ schema: Schema) throws -> Prediction {
      let body = "{\"model_name\":\"m\",\"outputs\":[\(outputs)]}"
      return try service.answers(in: .text(body), to: 1, from: service.model(schema))[0].prediction
    }
    #expect(
      try first(
        "{\"name\":\"predict\",\"datatype\":\"BYTES\",\"shape\":[1,1],\"data\":[\"good\"]}", loans)
        == Prediction(label: 1))
    #expect(
      try first("{\"name\":\"p\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[0.75]}", loans)
        == Prediction(probabilities: [0.25, 0.75]))
    #expect(
      try first("{\"name\":\"p\",\"datatype\":\"FP64\",\"shape\":[1,1],\"data\":[12.5]}", prices)
        == Prediction(label: 0, value: 12.5))
  }

  @Test("a server reads one tensor, flat or nested, and 32 bits as 32 bits")
  func serverMatrix() throws {
    let model = service.model(flowers)
    let body = """
      {"id":"1","inputs":[{"name":"x","shape":[2,2],"datatype":"FP32","data":[[0.1,1],[null,2]]}]}
      """
    #expect(
      try service.operation(of: .post(path, body), on: model)
        == .predict([
          Query([.number(Double(Float(0.1))), .number(1)]), Query([.missing, .number(2)]),
        ]))
    let flat = """
      {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[5.1,3.5]}]}
      """
    #expect(
      try service.operation(of: .post("/v2/models/m/versions/3/infer", flat), on: model)
        == .predict([flower]))
  }

  @Test("a server refuses tensors that don't fit their shape, type or model")
  func refusals() {
    let model = service.model(flowers)
    func refusal(_ tensor: String) -> String? {
      service.refusal(path, "{\"inputs\":[\(tensor)]}", model)
    }
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[1]}")
        == "the tensor 'x' of shape [1, 2] has 1 elements")
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP64\",\"data\":[1,2,3]}")
        == "the tensor 'x' has the shape [1, 3], and must have [rows, 2]")
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[\"1\",2]}")
        == "the tensor 'x' of type 'FP64' holds the text '1'")
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"INT64\",\"data\":[1.5,2]}")
        == "the tensor 'x' of type 'INT64' holds the number 1.5")
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[-1,2],\"datatype\":\"FP64\",\"data\":[]}")
        == "the shape of 'x' holds the number -1")
    let zeros = "[0,16777216,16777216,16777216,16777216]"
    #expect(
      refusal("{\"name\":\"x\",\"shape\":\(zeros),\"datatype\":\"FP64\",\"data\":[]}")
        == "the tensor 'x' is too large")
    #expect(
      refusal("{\"name\":\"x\",\"shape\":[16777216,0],\"datatype\":\"FP64\",\"data\":[]}") != nil)
  }

  @Test("a server answers with the outputs that were asked for")
  func response() {
    let model = service.model(flowers)
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.5, 0.25, 0.25])])
    let predict =
      "{\"name\":\"predict\",\"shape\":[1,1],\"datatype\":\"BYTES\",\"data\":[\"setosa\"]}"
    let probabilities =
      "{\"name\":\"predict_proba\",\"shape\":[1,3],\"datatype\":\"FP64\",\"data\":[0.5,0.25,0.25]}"
    #expect(
      service.response(to: reply, from: model).text
        == "{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":[\(predict),\(probabilities)]}"
    )
    let request = ServiceRequest.post(path, "{\"outputs\":[{\"name\":\"predict\"}]}")
    #expect(
      service.response(to: reply, from: model, answering: request).text
        == "{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":[\(predict)]}")
  }

  @Test("a description names inputs, types, and how many classes there are")
  func description() throws {
    let body = """
      {"name":"m","versions":["1"],"platform":"onnxruntime_onnx","inputs":[
        {"name":"float_input","datatype":"FP32","shape":[-1,3]}],"outputs":[
        {"name":"label","datatype":"INT64","shape":[-1]},
        {"name":"probabilities","datatype":"FP32","shape":[-1,2]}]}
      """
    let model = try service.model(describedBy: .text(body), name: "m")
    #expect(
      model.schema.features.map(\.name)
        == ["float_input[0]", "float_input[1]", "float_input[2]"])
    #expect(model.schema.classes == ["0", "1"])
    let request = try service.request(for: [Query(numbers: [0.1, 1, 1.0 / 3])], to: model)
    #expect(
      request.text
        == "{\"inputs\":[{\"name\":\"float_input\",\"shape\":[1,3],\"datatype\":\"FP32\","
        + "\"data\":[0.1,1.0,0.33333334]}],\"outputs\":[{\"name\":\"probabilities\"}]}")
    #expect(service.descriptionRequest(of: "m") == ServiceRequest("GET", "/v2/models/m"))
  }

  @Test("our own description leads to requests that we answer")
  func described() throws {
    let served = service.model(flowers)
    let response = service.response(to: .description, from: served)
    let model = try service.model(describedBy: response, name: "m")
    let request = try service.request(for: [flower], to: model)
    #expect(try service.operation(of: request, on: served) == .predict([flower]))
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.5, 0.25, 0.25])])
    let answers = try service.answers(
      in: service.response(to: reply, from: served, answering: request), to: 1, from: model)
    #expect(answers.map(\.prediction) == [Prediction(probabilities: [0.5, 0.25, 0.25])])
  }

  @Test(
    "health and description stand where the protocol says",
    arguments: [
      ("/v2/health/live", ServiceOperation.health), ("/v2/health/ready", .health),
      ("/v2/models/m/ready", .health), ("/v2/models/m", .describe),
      ("/v2/models/m/versions/1", .describe),
    ])
  func paths(path: String, operation: ServiceOperation) throws {
    let request = ServiceRequest("GET", path)
    #expect(try service.operation(of: request, on: service.model(flowers)) == operation)
  }

  @Test("errors are one text")
  func errors() {
    let error = service.complaint(
      "{\"error\":\"Model m not found\"}", status: 404, service.model(flowers))
    #expect(error?.message == "the service answered with status 404: Model m not found")
    let failure = service.response(
      to: .failure(ServiceFailure(.malformed, "No.")), from: service.model(flowers))
    #expect(failure.text == "{\"error\":\"No.\"}")
  }
}
