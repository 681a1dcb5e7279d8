// What holds for every service, whatever its format. The bodies of each format are tested beside
// it, by hand: that two halves agree doesn't show that either is right.

import Estimators
import LinearAlgebra
import PredictionServices
import Testing

/// The names of all services.
private let names = ServiceCatalog.names

@Suite struct ServiceContractTests {
  private func service(_ name: String) throws -> any PredictionService {
    try ServiceCatalog.service(named: name)
  }

  /// Rows drawn under a schema, no more than a request takes.
  private func rows(_ schema: Schema, of service: any PredictionService) -> [Query] {
    var generator = PhiloxGenerator(seed: 7)
    return (0..<min(service.profile.batch, 12)).map { _ in schema.randomRow(using: &generator) }
  }

  @Test("a server reads the rows that a client sends, to the last bit", arguments: names)
  func requests(name: String) throws {
    let service = try service(name)
    for schema in [loans, flowers, prices] {
      let model = service.model(schema)
      let rows = rows(schema, of: service)
      let request = try service.request(for: rows, to: model)
      #expect(try service.operation(of: request, on: model) == .predict(rows))
    }
  }

  @Test("a client reads the probabilities that a server writes", arguments: names)
  func probabilities(name: String) throws {
    let service = try service(name)
    for schema in [loans, flowers] {
      let model = service.model(schema)
      var generator = PhiloxGenerator(seed: 8)
      let predictions = (0..<min(service.profile.batch, 12)).map { _ in
        let draws = schema.classes.map { _ in Double.random(in: 0.01..<1, using: &generator) }
        return Prediction(probabilities: draws.map { $0 / draws.reduce(0, +) })
      }
      let response = service.response(to: .predictions(predictions), from: model)
      let answers = try service.answers(in: response, to: predictions.count, from: model)
      #expect(answers.map(\.prediction.label) == predictions.map(\.label))
      guard service.profile.hasConfidence else { continue }
      let tolerance = tolerance(of: service.profile.precision)
      for (answer, prediction) in zip(answers, predictions) {
        let pairs = zip(answer.prediction.probabilities ?? [], prediction.probabilities ?? [])
        #expect(answer.prediction.probabilities?.count == schema.classes.count)
        #expect(pairs.allSatisfy { abs($0 - $1) <= tolerance })
        #expect(!answer.numerals.isEmpty)
      }
    }
  }

  /// Half of the last digit that a service writes; 1 - p of two classes rounds once more.
  private func tolerance(of precision: ServicePrecision) -> Double {
    switch precision {
    case .float64: 0x1p-53
    case .float32: 0x1p-24
    case .decimals(let count): (0..<count).reduce(0.5) { half, _ in half / 10 } + 1e-15
    }
  }

  @Test("a client reads labels alone, the confidence in a label, and numbers", arguments: names)
  func otherAnswers(name: String) throws {
    let service = try service(name)
    func read(_ prediction: Prediction, _ schema: Schema) throws -> Prediction {
      let model = service.model(schema)
      let response = service.response(to: .predictions([prediction]), from: model)
      return try service.answers(in: response, to: 1, from: model)[0].prediction
    }
    #expect(try read(Prediction(label: 2), flowers) == Prediction(label: 2))
    #expect(try read(Prediction(label: 0), loans) == Prediction(label: 0))
    #expect(try read(Prediction(label: 0, value: 12.5), prices).value == 12.5)
    guard service.profile.hasConfidence else { return }
    #expect(
      try read(Prediction(label: 1, scores: .top(0.625)), flowers)
        == Prediction(label: 1, scores: .top(0.625)))
    // A format that has no form for the scores of some classes keeps that of the label.
    let some = Prediction.Scores.likeliest([
      .init(label: 1, score: 0.625), .init(label: 2, score: 0.25),
    ])
    let answer = try read(Prediction(label: 1, scores: some), flowers)
    let hasForm = !["microsoft", "sagemaker", "kserve"].contains(name)
    #expect(answer == Prediction(label: 1, scores: hasForm ? some : .top(0.625)))
    // Where two classes have one score by convention, both probabilities follow.
    let binary = try read(Prediction(label: 1, scores: .top(0.625)), loans)
    #expect(binary.label == 1)
    #expect(
      binary.scores == .top(0.625) || binary.probabilities.map { $0[1] } == 0.625)
  }

  @Test(
    "whatever form of a missing value a format has, a server reads what a client sends",
    arguments: names, MissingForm.allCases)
  func missing(name: String, form: MissingForm) throws {
    let service = try service(name)
    let rows = [Query([.missing, .missing, .category(1)])]
    let model = service.model(loans, missing: form)
    guard service.profile.missingForms.contains(form) else {
      #expect {
        try service.request(for: rows, to: model)
      } throws: {
        ($0 as? ServiceError)?.code == .unsupported
      }
      return
    }
    // Some forms exist for numbers only, or for texts: then the client says so.
    let features = [0, 2].map { gap -> Query in
      var values = person.values
      values[gap] = .missing
      return Query(values)
    }
    var sent = 0
    for row in features {
      do {
        let request = try service.request(for: [row], to: model)
        #expect(try service.operation(of: request, on: model) == .predict([row]))
        sent += 1
      } catch {
        #expect(error.code == .unsupported)
      }
    }
    #expect(sent > 0)
  }

  @Test("a text that names a category doesn't stand for a missing value", arguments: names)
  func ambiguous(name: String) throws {
    let service = try service(name)
    var schema = loans
    schema.features[2].kind = .categorical(["", "NaN"])
    for (form, category) in [(MissingForm.empty, 0), (.nan, 1)]
    where service.profile.missingForms.contains(form) {
      let model = service.model(schema, missing: form)
      let named = Query([.number(1), .number(2), .category(category)])
      let request = try service.request(for: [named], to: model)
      #expect(try service.operation(of: request, on: model) == .predict([named]))
      var gap = named
      gap.values[2] = .missing
      do {
        let request = try service.request(for: [gap], to: model)
        #expect(try service.operation(of: request, on: model) == .predict([gap]))
      } catch {
        #expect(error.code == .unsupported)
      }
    }
  }

  @Test("a client that knows no form of missing values says so", arguments: names)
  func complete(name: String) throws {
    let service = try service(name)
    var model = service.model(loans)
    model.missing = nil
    #expect {
      try service.request(for: [Query([.missing, .number(1), .category(0)])], to: model)
    } throws: {
      ($0 as? ServiceError)?.message.contains("rows of this service must be complete") == true
    }
  }

  @Test("a client refuses rows that don't fit its model, none, and too many", arguments: names)
  func misfits(name: String) throws {
    let service = try service(name)
    let model = service.model(loans)
    let misfits: [[Query]] = [
      [], [Query([.number(1)])], [Query([.number(1), .number(1), .number(1)])],
      [Query([.number(1), .number(1), .category(2)])],
      [Query([.number(.infinity), .number(1), .category(0)])],
      [Query([.category(0), .number(1), .category(0)])],
      Array(repeating: person, count: service.profile.batch + 1),
    ]
    for rows in misfits {
      #expect {
        try service.request(for: rows, to: model)
      } throws: {
        ($0 as? ServiceError)?.code == .unsupported
      }
    }
  }

  @Test(
    "every failure has its status, and its sentence arrives", arguments: names,
    ServiceFailure.Kind.allCases)
  func failures(name: String, kind: ServiceFailure.Kind) throws {
    let service = try service(name)
    let model = service.model(loans)
    let failure = ServiceFailure(kind, "The \"sentence\", for whoever asked.")
    let response = service.response(to: .failure(failure), from: model)
    #expect(response.status == failure.status)
    #expect(response.status >= 400)
    #expect {
      try service.answers(in: response, to: 1, from: model)
    } throws: {
      ($0 as? ServiceError)
        == ServiceError(
          .refused(status: failure.status),
          "the service answered with status \(failure.status): \(failure.message)")
    }
  }

  @Test("an answer that is no JSON, or to other rows, says so", arguments: names)
  func malformedAnswers(name: String) throws {
    let service = try service(name)
    let model = service.model(loans)
    let page = service.complaint("<html>Bad gateway</html>", status: 502, model)
    #expect(page?.code == .refused(status: 502))
    #expect(page?.message.contains("Bad gateway") == true)
    #expect(service.complaint("<html></html>", model)?.code == .malformedAnswer)
    #expect(service.complaint("", model)?.code == .malformedAnswer)
    #expect(service.complaint("{}", model)?.code == .malformedAnswer)
    #expect(service.complaint("[[[]]]", model)?.code == .malformedAnswer)
    let one = service.response(to: .predictions([Prediction(label: 1)]), from: model)
    #expect {
      try service.answers(in: one, to: 2, from: model)
    } throws: {
      ($0 as? ServiceError)?.message == "1 answers to 2 rows"
    }
  }

  @Test("an unknown label is named", arguments: names.filter { $0 != "predictionio" })
  func unknownLabels(name: String) throws {
    let service = try service(name)
    let model = service.model(loans)
    var other = model
    other.schema.classes = ["maroon", "mauve"]
    let response = service.response(to: .predictions([Prediction(label: 0)]), from: other)
    #expect {
      try service.answers(in: response, to: 1, from: model)
    } throws: {
      ($0 as? ServiceError)?.code == .malformedAnswer
        && ($0 as? ServiceError)?.message.contains("'maroon'") == true
    }
  }

  @Test("nothing stands at another path, nor for another model", arguments: names)
  func paths(name: String) throws {
    let service = try service(name)
    let model = service.model(loans)
    let rows = [person]
    var request = try service.request(for: rows, to: model)
    request.path += "/elsewhere"
    #expect(try service.operation(of: request, on: model) == nil)
    var delete = try service.request(for: rows, to: model)
    delete.method = "DELETE"
    #expect {
      try service.operation(of: delete, on: model)
    } throws: {
      ($0 as? ServiceError)?.code == .methodNotAllowed
    }
  }

  @Test("what a service has not is refused in its own shape", arguments: names)
  func absent(name: String) throws {
    let service = try service(name)
    let model = service.model(loans)
    let isDescribed = service is any DescribedService
    let hasFile = service.profile.hasWhiteBox
    #expect(
      service.response(to: .description, from: model).status == (isDescribed ? 200 : 404))
    #expect(
      service.response(to: .file([1], contentType: "text/plain"), from: model).status
        == (hasFile ? 200 : 404))
    #expect(service.response(to: .healthy, from: model).status == 200)
    // A server without a prediction still answers.
    _ = service.response(to: .predictions([]), from: model)
  }
}
