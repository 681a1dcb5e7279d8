public import Estimators

/// A service described by a template. It has the client's half only: nothing serves it.
public struct GenericService: PredictionService {
  public let profile: ServiceProfile
  /// How to ask, and where to look in the answer.
  public let template: GenericServiceTemplate
  private let body: JSON
  private let format: RowFormat

  /// The service of a template.
  ///
  /// - Throws: `ServiceError` of code `unsupported` if the template can't work: a body that is no
  ///   JSON, a path without a slash, no place for rows, nowhere to look for an answer.
  public init(_ template: GenericServiceTemplate) throws(ServiceError) {
    self.template = template
    format = RowFormat(missing: [.omitted, .null, .empty, .nan])
    var profile = ServiceProfile(name: "generic", title: "Generic service")
    profile.missing = template.missing
    profile.missingForms = format.missing
    profile.batch = template.batch
    profile.precision = template.precision
    profile.hasConfidence = template.scores != nil || !template.probabilities.isEmpty
    self.profile = profile
    do {
      body = try JSON(parsing: Array(template.body.utf8))
    } catch {
      throw Self.fault("the body is no JSON; \(error)")
    }
    guard template.path.hasPrefix("/") else { throw Self.fault("the path must begin with '/'") }
    guard template.batch >= 1 else { throw Self.fault("a batch of \(template.batch) rows") }
    guard template.batch == 1 || template.answers != nil else {
      throw Self.fault("'answers' must lead to the array with an answer per row")
    }
    guard TemplatePlaces(body).hasRows else {
      throw Self.fault("the body has no place for rows, such as \"{{rows}}\"")
    }
    let places: [JSONPointer?] = [template.label, template.scores, template.value]
    guard places.contains(where: { $0 != nil }) || !template.probabilities.isEmpty else {
      throw Self.fault("nothing says where the label, the scores or the value stand")
    }
  }

  private static func fault(_ what: String) -> ServiceError {
    ServiceError(.unsupported, "the template of the service can't work: \(what)")
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let filling = TemplateFilling(model, format, rows: rows)
    let headers = template.headers.sorted { $0.key < $1.key }.map {
      ServiceRequest.Field($0.key.lowercased(), $0.value)
    }
    let hasType = headers.contains { $0.name == "content-type" }
    // A path is a pattern whose only place is the model.
    let path = template.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.contains("{{model}}") ? filling.path(String(part)) : String(part)
    }
    return ServiceRequest(
      template.method, path.joined(separator: "/"),
      headers: hasType ? headers : headers + [.init("content-type", "application/json")],
      body: try filling.filled(body).bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: template.error.map { [$0] } ?? [])
    let reader = AnswerReader(model)
    var rows = [json]
    if let pointer = template.answers {
      guard let array = json[pointer]?.array else {
        throw .answer("the answer has no array where the template says that answers stand")
      }
      rows = array
    }
    try reader.expect(count, found: rows.count)
    var answers: [ServiceAnswer] = []
    for row in rows { answers.append(try answer(row, reader)) }
    return answers
  }

  private func answer(_ row: JSON, _ reader: AnswerReader) throws(ServiceError) -> ServiceAnswer {
    if reader.model.predictsNumber {
      let value = (template.value ?? template.scores ?? template.label).flatMap { row[$0] }
      return reader.answer(value: try reader.number(value, "value"))
    }
    var label: Int?
    if let pointer = template.label {
      guard let stated = row[pointer] else { throw .answer("the answer has no label") }
      label = try reader.label(stated)
    }
    if !template.probabilities.isEmpty { return try probabilities(row, label, reader) }
    guard let pointer = template.scores else {
      guard let label else { throw .answer("the template names no place for a label") }
      return ServiceAnswer(Prediction(label: label))
    }
    switch row[pointer] {
    case .array(let values): return try reader.answer(probabilities: values, label: label)
    case .object(let object):
      var scores: [(label: Int, score: ScoredNumber)] = []
      for member in object.members {
        let label = try reader.label(.string(member.name))
        scores.append((label, try reader.number(member.value, "score of \(member.name.quoted)")))
      }
      return try reader.answer(scores: scores, label: label)
    case let other:
      let score = try reader.number(other, "score")
      if let label {
        return ServiceAnswer(
          Prediction(label: label, scores: .top(score.value)), numerals: [score.text])
      }
      guard reader.classes == 2 else {
        throw .answer("one score for \(reader.classes) classes, and no label")
      }
      return reader.answer(positive: score)
    }
  }

  private func probabilities(
    _ row: JSON, _ label: Int?, _ reader: AnswerReader
  ) throws(ServiceError) -> ServiceAnswer {
    var scores: [(label: Int, score: ScoredNumber)] = []
    for (index, name) in reader.model.schema.classes.enumerated() {
      guard let pointer = template.probabilities[name] else { continue }
      scores.append((index, try reader.number(row[pointer], "probability of \(name.quoted)")))
    }
    if let unknown = template.probabilities.keys.sorted().first(where: {
      !reader.model.schema.classes.contains($0)
    }) {
      throw ServiceError(
        .unsupported, "the template names the class \(unknown.quoted), which the model doesn't have"
      )
    }
    if reader.classes == 2, scores.count == 1, label == nil {
      let score = scores[0]
      let other = 1 - score.score.value
      let pair = score.label == 1 ? [other, score.score.value] : [score.score.value, other]
      return ServiceAnswer(Prediction(probabilities: pair), numerals: [score.score.text])
    }
    return try reader.answer(scores: scores, label: label)
  }

  public func operation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation? { nil }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    ServiceResponse(status: 404, json: ["error": "a generic service has no server"])
  }
}
