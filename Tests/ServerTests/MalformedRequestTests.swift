import Estimators
import LinearAlgebra
import Oracles
import PredictionServices
import Testing

@testable import Server

@Suite struct MalformedRequestTests {
  private static let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90)),
      Feature(name: "job", kind: .categorical(["clerk", "nurse", "smith"])),
    ], target: "income", classes: ["high", "low"])

  private static let file = ModelFile(
    .logistic(LogisticModel(weights: [1.5, -0.5, 0.25, 2], intercept: -0.75)), schema: schema)

  @Test(arguments: ServiceCatalog.all.map(\.profile.name))
  func tenThousandBrokenRequestsAreAnsweredWithoutAServerError(name: String) async throws {
    let service = try ServiceCatalog.service(named: name)
    let responder = ServiceResponder(
      service, ServiceModel("model", schema: Self.schema, of: service.profile), Self.file)
    var generator = PhiloxGenerator(seed: 5)
    let rows = InputSpace.raw(Self.schema).uniformQueries(4, using: &generator)
    let sound = try rows.map { try service.request(for: [$0], to: responder.model) }
    for _ in 0..<10_000 {
      var request = sound[generator.integer(below: sound.count)]
      for _ in 0..<(1 + generator.integer(below: 4)) { request.damage(using: &generator) }
      let answer = await responder.answer(to: request)
      #expect(answer.response.status < 500, "\(request)")
    }
    // It still answers whoever asks properly.
    let answer = await responder.answer(to: sound[0])
    #expect(try service.answers(in: answer.response, to: 1, from: responder.model).count == 1)
  }
}

extension ServiceRequest {
  /// Changes a byte, cuts or doubles a piece, or empties the body.
  fileprivate mutating func damage(using generator: inout PhiloxGenerator) {
    guard !body.isEmpty else {
      path += "x"
      return
    }
    let place = generator.integer(below: body.count)
    switch generator.integer(below: 6) {
    case 0: body[place] = UInt8(generator.integer(below: 256))
    case 1: body.removeSubrange(place..<min(body.count, place + 1 + generator.integer(below: 9)))
    case 2: body.insert(contentsOf: body[place..<min(body.count, place + 12)], at: place)
    case 3:
      body.insert(
        contentsOf: Array("[{\"NaN1e999null-".utf8).shuffled(using: &generator), at: place)
    case 4: body = Array(body.prefix(place))
    default: body.insert(contentsOf: Array(repeating: UInt8(ascii: "["), count: 300), at: place)
    }
  }
}
