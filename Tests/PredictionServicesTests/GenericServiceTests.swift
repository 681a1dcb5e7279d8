import Estimators
import Foundation
import PredictionServices
import Testing

@Suite struct GenericServiceTests {
  private func template(_ body: String, _ change: (inout GenericServiceTemplate) -> Void = { _ in })
    throws -> GenericServiceTemplate
  {
    var template = GenericServiceTemplate(path: "/predict", body: body)
    template.label = try JSONPointer("/label")
    change(&template)
    return template
  }

  @Test("places for values become numbers and texts, alone or inside of a text")
  func features() throws {
    let service = try GenericService(
      try template(
        "{\"age\":\"{{feature:age}}\",\"note\":\"is {{feature:colour}}, {{feature:age}}\",\"v\":1}")
    )
    let request = try service.request(for: [person], to: service.model(loans))
    #expect(request.text == "{\"age\":29.0,\"note\":\"is blue, 29.0\",\"v\":1}")
    #expect(request.method == "POST")
    #expect(request.header("content-type") == "application/json")
  }

  @Test("places for rows become arrays or objects")
  func rows() throws {
    func text(_ body: String, _ rows: [Query]) throws -> String {
      let service = try GenericService(
        try template(body) {
          $0.batch = 4
          $0.answers = try? JSONPointer("")
        })
      return try service.request(for: rows, to: service.model(flowers)).text
    }
    let two = [flower, Query(numbers: [1, 2])]
    #expect(try text("{\"x\":\"{{rows}}\"}", two) == "{\"x\":[[5.1,3.5],[1.0,2.0]]}")
    #expect(
      try text("{\"x\":\"{{records}}\",\"c\":\"{{columns}}\",\"m\":\"{{model}}\"}", [flower])
        == "{\"x\":[{\"length\":5.1,\"width\":3.5}],\"c\":[\"length\",\"width\"],\"m\":\"m\"}")
    #expect(
      try text("[{\"values\":\"{{row}}\",\"id\":7}]", two)
        == "[{\"values\":[5.1,3.5],\"id\":7},{\"values\":[1.0,2.0],\"id\":7}]")
    #expect(
      try text("{\"x\":\"{{record}}\"}", [flower]) == "{\"x\":{\"length\":5.1,\"width\":3.5}}")
    #expect(throws: ServiceError.self) { try text("{\"x\":\"{{row}}\"}", two) }
  }

  @Test("the model's name stands in the path, percent-encoded, and headers are sent")
  func path() throws {
    let service = try GenericService(
      try template("\"{{row}}\"") {
        $0.path = "/models/{{model}}/score"
        $0.headers = ["Content-Type": "application/vnd.x+json", "X-Team": "red"]
        $0.method = "PUT"
      })
    var model = service.model(flowers)
    model.name = "a b/c"
    let request = try service.request(for: [flower], to: model)
    #expect(request.path == "/models/a%20b%2Fc/score")
    #expect(request.method == "PUT")
    #expect(request.header("content-type") == "application/vnd.x+json")
    #expect(request.header("x-team") == "red")
  }

  @Test("a missing value is sent in the template's form, or refused")
  func missing() throws {
    let row = Query([.missing, .number(1), .category(0)])
    func text(_ form: MissingForm?) throws -> String {
      let service = try GenericService(
        try template("{\"r\":\"{{record}}\",\"a\":\"{{feature:age}}\"}") { $0.missing = form })
      return try service.request(for: [row], to: service.model(loans)).text
    }
    let rest = "\"income\":1.0,\"colour\":\"blue\"}"
    #expect(try text(.omitted) == "{\"r\":{\(rest)}")
    #expect(try text(.null) == "{\"r\":{\"age\":null,\(rest),\"a\":null}")
    #expect(try text(.empty) == "{\"r\":{\"age\":\"\",\(rest),\"a\":\"\"}")
    #expect(try text(.nan) == "{\"r\":{\"age\":NaN,\(rest),\"a\":NaN}")
    #expect(throws: ServiceError.self) { try text(nil) }
  }

  @Test("labels and scores are read where pointers lead")
  func answers() throws {
    func read(
      _ body: String, _ schema: Schema = flowers,
      _ change: (inout GenericServiceTemplate) throws -> Void
    ) throws -> Prediction {
      var template = GenericServiceTemplate(path: "/", body: "\"{{row}}\"")
      try change(&template)
      let service = try GenericService(template)
      return try service.answers(in: .text(body), to: 1, from: service.model(schema))[0].prediction
    }
    #expect(
      try read("{\"r\":[{\"y\":\"setosa\"}]}") {
        $0.answers = try JSONPointer("/r")
        $0.label = try JSONPointer("/y")
      } == Prediction(label: 0))
    #expect(
      try read("{\"p\":[0.1,0.2,0.7]}") { $0.scores = try JSONPointer("/p") }
        == Prediction(probabilities: [0.1, 0.2, 0.7]))
    #expect(
      try read("{\"p\":{\"virginica\":0.7,\"setosa\":0.1,\"versicolor\":0.2}}") {
        $0.scores = try JSONPointer("/p")
      } == Prediction(probabilities: [0.1, 0.2, 0.7]))
    #expect(
      try read("{\"y\":\"good\",\"p\":0.75}", loans) {
        $0.label = try JSONPointer("/y")
        $0.scores = try JSONPointer("/p")
      } == Prediction(label: 1, scores: .top(0.75)))
    #expect(
      try read("{\"p\":0.75}", loans) { $0.scores = try JSONPointer("/p") }
        == Prediction(probabilities: [0.25, 0.75]))
    #expect(
      try read("{\"b\":0.75}", loans) { $0.probabilities = ["bad": try JSONPointer("/b")] }
        == Prediction(probabilities: [0.75, 0.25]))
    #expect(
      try read("{\"v\":[1,12.5]}", prices) { $0.value = try JSONPointer("/v/1") }
        == Prediction(label: 0, value: 12.5))
    #expect(throws: ServiceError.self) {
      try read("{\"q\":1}") { $0.scores = try JSONPointer("/p") }
    }
    #expect(throws: ServiceError.self) {
      try read("{\"b\":0.75}") { $0.probabilities = ["maroon": try JSONPointer("/b")] }
    }
  }

  @Test("the service's words are read where the template says")
  func errors() throws {
    let pointer = try JSONPointer("/oops/0")
    let service = try GenericService(try template("\"{{row}}\"") { $0.error = pointer })
    let error = service.complaint(
      "{\"oops\":[\"no such row\"]}", status: 422, service.model(flowers))
    #expect(error?.code == .refused(status: 422))
    #expect(error?.message == "the service answered with status 422: no such row")
  }

  @Test("a template that can't work is refused with the reason")
  func faults() throws {
    func fault(_ body: String, _ change: (inout GenericServiceTemplate) -> Void = { _ in })
      -> String
    {
      do {
        _ = try GenericService(try template(body, change))
        return "none"
      } catch { return "\(error)" }
    }
    #expect(fault("{").contains("the body is no JSON; byte 1"))
    #expect(fault("{}").contains("no place for rows"))
    #expect(fault("\"{{row}}\"") { $0.path = "x" }.contains("must begin with '/'"))
    #expect(fault("\"{{row}}\"") { $0.batch = 0 }.contains("a batch of 0 rows"))
    #expect(fault("\"{{rows}}\"") { $0.batch = 2 }.contains("'answers'"))
    #expect(fault("\"{{row}}\"") { $0.label = nil }.contains("nothing says where"))
    let service = try GenericService(try template("\"{{feature:size}}\""))
    #expect(throws: ServiceError.self) {
      try service.request(for: [flower], to: service.model(flowers))
    }
    let unknown = try GenericService(try template("[\"{{row}}\",\"a {{rwo}}\"]"))
    #expect(throws: ServiceError.self) {
      try unknown.request(for: [flower], to: unknown.model(flowers))
    }
  }

  @Test("a template is read with defaults for all that it leaves out")
  func decoding() throws {
    let json = """
      {"path": "/p", "body": "[\\"{{row}}\\"]", "scores": "/0/p", "precision": 4, "missing": "null"}
      """
    let template = try JSONDecoder().decode(GenericServiceTemplate.self, from: Data(json.utf8))
    #expect(template.method == "POST")
    #expect(template.batch == 1)
    #expect(template.precision == .decimals(4))
    #expect(template.missing == .null)
    #expect(template.scores == (try JSONPointer("/0/p")))
    let data = try JSONEncoder().encode(template)
    #expect(try JSONDecoder().decode(GenericServiceTemplate.self, from: data) == template)
    for precision in ["\"float16\"", "-1", "[]"] {
      let text = "{\"path\":\"/\",\"body\":\"0\",\"precision\":\(precision)}"
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(GenericServiceTemplate.self, from: Data(text.utf8))
      }
    }
  }

  @Test("nothing serves a generic service")
  func server() throws {
    let service = try GenericService(try template("\"{{row}}\""))
    let model = service.model(flowers)
    #expect(try service.operation(of: ServiceRequest("POST", "/predict"), on: model) == nil)
    #expect(service.response(to: .healthy, from: model).status == 404)
  }
}
