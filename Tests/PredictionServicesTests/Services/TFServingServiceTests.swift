import Estimators
import PredictionServices
import Testing

@Suite struct TFServingServiceTests {
  private let service = TFServingService()
  private let path = "/v1/models/m:predict"

  @Test("a request is a list of instances, NaN for what is missing")
  func request() throws {
    let row = Query([.missing, .number(3)])
    let request = try service.request(for: [flower, row], to: service.model(flowers))
    #expect(
      request.text
        == "{\"signature_name\":\"serving_default\",\"instances\":[[5.1,3.5],[NaN,3.0]]}")
  }

  @Test("answers come under predictions or outputs, with NaN refused by a sentence")
  func answers() throws {
    let model = service.model(flowers)
    for name in ["predictions", "outputs"] {
      let body = "{\"\(name)\":[[0.5,0.25,0.25]]}"
      #expect(
        try service.answers(in: .text(body), to: 1, from: model)[0].prediction
          == Prediction(probabilities: [0.5, 0.25, 0.25]))
    }
    let error = service.complaint("{\"predictions\":[[NaN,0.5,0.5]]}", model)
    #expect(error?.code == .malformedAnswer)
    #expect(error?.message == "the confidence in 'setosa' is NaN, which is no finite number")
    let sigmoid = try service.answers(
      in: .text("{\"predictions\":[[0.25],[0.75]]}"), to: 2, from: service.model(loans))
    #expect(sigmoid.map(\.prediction.probabilities) == [[0.75, 0.25], [0.25, 0.75]])
  }

  @Test("a server reads instances, columns of inputs, and a list of inputs")
  func operation() throws {
    let model = service.model(loans)
    for body in [
      "{\"instances\":[[29,2.5,\"blue\"]]}",
      "{\"instances\":[{\"age\":29,\"income\":2.5,\"colour\":\"blue\"}]}",
      "{\"inputs\":{\"age\":[29],\"income\":[[2.5]],\"colour\":[\"blue\"]}}",
      "{\"signature_name\":\"serving_default\",\"inputs\":[[29,2.5,\"blue\"]]}",
    ] {
      #expect(try service.operation(of: .post(path, body), on: model) == .predict([person]))
    }
    #expect(
      service.refusal(path, "{\"instances\":[],\"inputs\":[]}", model)
        == "expected either 'instances' or 'inputs'")
    #expect(
      service.refusal(path, "{\"inputs\":{\"age\":[29],\"income\":[]}}", model)
        == "the columns of 'inputs' differ in length")
  }

  @Test("a server answers inputs with outputs")
  func response() {
    let model = service.model(flowers)
    let reply = ServiceReply.predictions([Prediction(probabilities: [0.5, 0.25, 0.25])])
    #expect(service.response(to: reply, from: model).text == "{\"predictions\":[[0.5,0.25,0.25]]}")
    let request = ServiceRequest.post(path, "{\"inputs\":[[1,2]]}")
    #expect(
      service.response(to: reply, from: model, answering: request).text
        == "{\"outputs\":[[0.5,0.25,0.25]]}")
  }

  @Test("the metadata's signature tells inputs and classes")
  func description() throws {
    let body = """
      {"model_spec":{"name":"m","signature_name":"","version":"1"},"metadata":{"signature_def":
       {"signature_def":{"serving_default":{"inputs":{"dense_input":{"dtype":"DT_FLOAT",
        "tensor_shape":{"dim":[{"size":"-1","name":""},{"size":"4","name":""}],
        "unknown_rank":false},"name":"serving_default_dense_input:0"}},"outputs":{"dense_1":
        {"dtype":"DT_FLOAT","tensor_shape":{"dim":[{"size":"-1","name":""},
        {"size":"3","name":""}],"unknown_rank":false},"name":"StatefulPartitionedCall:0"}},
        "method_name":"tensorflow/serving/predict"}}}}}
      """
    let model = try service.model(describedBy: .text(body), name: "m")
    #expect(model.schema.features.count == 4)
    #expect(model.schema.features[0].name == "dense_input[0]")
    #expect(model.schema.classes == ["0", "1", "2"])
    let request = service.descriptionRequest(of: "m")
    #expect(request == ServiceRequest("GET", "/v1/models/m/metadata"))
    let served = service.model(flowers)
    #expect(try service.operation(of: request, on: served) == .describe)
    let own = service.response(to: .description, from: served)
    #expect(try service.model(describedBy: own, name: "m").schema.features.count == 2)
  }

  @Test("the status of a model says whether it is alive")
  func health() throws {
    let request = ServiceRequest("GET", "/v1/models/m")
    #expect(try service.operation(of: request, on: service.model(flowers)) == .health)
  }

  @Test("errors are one text, and another method is told which it should be")
  func errors() {
    let model = service.model(flowers)
    let error = service.complaint(
      "{ \"error\": \"Servable not found for request: Latest(m)\" }", status: 404, model)
    #expect(error?.message.hasSuffix("Servable not found for request: Latest(m)") == true)
    #expect {
      try service.operation(of: ServiceRequest("GET", path), on: model)
    } throws: {
      ($0 as? ServiceError)
        == ServiceError(.methodNotAllowed, "this address takes POST, not 'GET'")
    }
  }
}
