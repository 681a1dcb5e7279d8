// Bodies that nobody would send: cut, mixed up, mutated. None may trap, whatever it says.

import Estimators
import LinearAlgebra
import PredictionServices
import Testing

@Suite struct HostileBodyTests {
  /// Bodies per service in each direction.
  private let count = 10_000

  /// Tokens that JSON, CSV and the services' readers might trip over.
  private static let tokens = [
    "{", "}", "[", "]", ",", ":", "\"", "null", "NaN", "-Infinity", "1e999", "-0", "0.5", "true",
    "\\u0000", "\\uD800", "\n", "\"\"", "16777216", "-1", "9223372036854775808", "[[[[", "{}", "[]",
    "\"shape\":[0,99999999]", "\"good\"", "\"predictions\":", "1e-400", "\u{0}",
  ]

  /// One of the given bodies with some bytes changed, cut out, doubled or replaced by a token.
  private func mutated(
    _ bodies: [[UInt8]], using generator: inout PhiloxGenerator
  ) -> [UInt8] {
    var body = bodies.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let position = Int.random(in: 0...body.count, using: &generator)
      let end = min(body.count, position + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: body.replaceSubrange(position..<end, with: [])
      case 1: body.insert(contentsOf: body[position..<end], at: position)
      case 2:
        let token = Self.tokens.randomElement(using: &generator) ?? ""
        body.replaceSubrange(position..<min(position + 3, body.count), with: Array(token.utf8))
      case 3 where position < body.count:
        body[position] = UInt8.random(in: 0...255, using: &generator)
      default:
        let other = bodies.randomElement(using: &generator) ?? []
        body = Array(body[..<position]) + other.dropFirst(position)
      }
    }
    return body
  }

  @Test("a server survives any request", arguments: ServiceCatalog.names)
  func requests(name: String) throws {
    let service = try ServiceCatalog.service(named: name)
    var generator = PhiloxGenerator(seed: 11)
    let models = [loans, flowers, prices].map { service.model($0) }
    let samples = try zip(models, [person, flower, house]).map {
      try service.request(for: [$1], to: $0)
    }
    var accepted = 0
    for index in 0..<count {
      var request = samples[index % samples.count]
      request.body = mutated(samples.map(\.body), using: &generator)
      if index % 7 == 0 { request.headers = [.init("content-type", "application/json")] }
      let model = models[index % models.count]
      do {
        guard case .predict(let rows) = try service.operation(of: request, on: model) else {
          continue
        }
        accepted += 1
        // What is accepted fits the model, so that a predictor can take it.
        #expect(rows.allSatisfy { fits($0, model.schema) })
      } catch {
        #expect(error.code == .malformedRequest && !error.message.isEmpty)
      }
    }
    // Some bodies are still sound: what is tested isn't the first byte alone.
    #expect((count / 100..<count).contains(accepted))
  }

  private func fits(_ row: Query, _ schema: Schema) -> Bool {
    guard row.values.count == schema.features.count else { return false }
    return zip(row.values, schema.features).allSatisfy { value, feature in
      switch (value, feature.kind) {
      case (.missing, _): true
      case (.number(let number), .numeric): number.isFinite
      case (.category(let index), .categorical(let names)): names.indices.contains(index)
      default: false
      }
    }
  }

  @Test("a client survives any answer", arguments: ServiceCatalog.names)
  func answers(name: String) throws {
    let service = try ServiceCatalog.service(named: name)
    var generator = PhiloxGenerator(seed: 12)
    let models = [loans, flowers, prices].map { service.model($0) }
    let predictions: [[Prediction]] = [
      [Prediction(probabilities: [0.25, 0.75])], [Prediction(probabilities: [0.25, 0.5, 0.25])],
      [Prediction(label: 0, value: 12.5)],
    ]
    var samples = zip(models, predictions).map {
      service.response(to: .predictions($1), from: $0).body
    }
    samples.append(service.response(to: .predictions([Prediction(label: 1)]), from: models[0]).body)
    samples.append(
      service.response(
        to: .predictions([Prediction(label: 1, scores: .top(0.5), fields: [0])]), from: models[1]
      ).body)
    var read = 0
    for index in 0..<count {
      let body = mutated(samples, using: &generator)
      let response = ServiceResponse(
        status: index % 10 == 0 ? 400 : 200,
        contentType: index % 3 == 0 ? "text/csv" : "application/json", body: body)
      let model = models[index % models.count]
      do {
        let answers = try service.answers(in: response, to: 1, from: model)
        read += 1
        #expect(answers.count == 1)
        #expect(answers.allSatisfy { isSound($0.prediction, model.schema) })
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
    #expect((count / 100..<count).contains(read))
  }

  private func isSound(_ prediction: Prediction, _ schema: Schema) -> Bool {
    if schema.classes.isEmpty { return prediction.value?.isFinite == true }
    guard schema.classes.indices.contains(prediction.label) else { return false }
    return switch prediction.scores {
    case .none: true
    case .top(let score): score.isFinite
    case .likeliest(let values):
      values.allSatisfy { schema.classes.indices.contains($0.label) && $0.score.isFinite }
    case .all(let values):
      values.count == schema.classes.count && values.allSatisfy(\.isFinite)
    }
  }

  @Test("a client survives any description", arguments: ["bigml", "kserve", "tfserving"])
  func descriptions(name: String) throws {
    let service = try #require(
      try ServiceCatalog.service(named: name) as? any DescribedService)
    var generator = PhiloxGenerator(seed: 13)
    let samples = [loans, flowers, prices].map {
      service.response(to: .description, from: service.model($0)).body
    }
    for _ in 0..<count {
      let response = ServiceResponse(body: mutated(samples, using: &generator))
      do {
        let model = try service.model(describedBy: response, name: "m")
        #expect(model.inputs.reduce(0) { $0 + $1.width } == model.schema.features.count)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
