// What the tests of services share: three small models, and bodies written as text.

import Estimators
import PredictionServices

/// Two classes, two numbers and a category: what most services must cope with.
let loans = Schema(
  features: [
    Feature(name: "age", kind: .numeric(minimum: 18, maximum: 90)),
    Feature(name: "income", kind: .numeric(minimum: 0, maximum: 9)),
    Feature(name: "colour", kind: .categorical(["blue", "red, dark"])),
  ], target: "risk", classes: ["bad", "good"])

/// Three classes and numbers alone.
let flowers = Schema(
  features: [
    Feature(name: "length", kind: .numeric(minimum: 4, maximum: 8)),
    Feature(name: "width", kind: .numeric(minimum: 2, maximum: 5)),
  ], target: "species", classes: ["setosa", "versicolor", "virginica"])

/// A number as target.
let prices = Schema(
  features: [
    Feature(name: "rooms", kind: .numeric(minimum: 1, maximum: 9)),
    Feature(name: "place", kind: .categorical(["city", "land"])),
  ], target: "price", classes: [])

/// A person of 29 with an income of 2.5, blue.
let person = Query([.number(29), .number(2.5), .category(0)])

/// A flower of 5.1 by 3.5.
let flower = Query([.number(5.1), .number(3.5)])

/// A house of 3 rooms in the city.
let house = Query([.number(3), .category(0)])

extension PredictionService {
  /// A model named `m` under a schema, as the service has it.
  func model(_ schema: Schema, missing: MissingForm? = nil) -> ServiceModel {
    var model = ServiceModel("m", schema: schema, of: profile)
    if let missing { model.missing = missing }
    return model
  }

  /// The code of the error with which a body is refused, and its sentence.
  func refusal(
    _ path: String, _ body: String, headers: [ServiceRequest.Field] = [], _ model: ServiceModel
  ) -> String? {
    do {
      let request = ServiceRequest.post(path, body, headers: headers)
      return try operation(of: request, on: model).map { "accepted: \($0)" } ?? "nothing here"
    } catch {
      return error.code == .malformedRequest ? error.message : "\(error.code): \(error.message)"
    }
  }

  /// The sentence of the error with which an answer is refused.
  func complaint(_ body: String, status: Int = 200, to count: Int = 1, _ model: ServiceModel)
    -> ServiceError?
  {
    do {
      _ = try answers(in: .text(body, status: status), to: count, from: model)
      return nil
    } catch { return error }
  }
}

extension ServiceRequest {
  /// A request of a body written by hand.
  static func post(
    _ path: String, _ body: String, headers: [Field] = [.init("content-type", "application/json")]
  ) -> ServiceRequest {
    ServiceRequest("POST", path, headers: headers, body: Array(body.utf8))
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension ServiceResponse {
  /// A response of a body written by hand.
  static func text(
    _ body: String, status: Int = 200, contentType: String = "application/json"
  ) -> ServiceResponse {
    ServiceResponse(status: status, contentType: contentType, body: Array(body.utf8))
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
