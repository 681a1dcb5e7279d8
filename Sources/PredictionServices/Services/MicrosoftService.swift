public import Estimators

/// Azure Machine Learning Studio (classic), request-response service (API version 2.0).
///
/// Tables of strings, in both directions; an empty string is a missing value. Two classes: one
/// column `Scored Probabilities` for the second of them; more: one column per class.
public struct MicrosoftService: RoutedService {
  public let profile: ServiceProfile
  private let format = RowFormat.text(missing: [.empty, .null, .nan])

  private static let path = ServicePath("/workspaces/{workspace}/services/{model}/execute")
  let routes = [
    ServiceRoute(.predict, "POST", "/workspaces/{workspace}/services/{model}/execute")
  ]

  /// The service as it was in public.
  public init() {
    var profile = ServiceProfile(name: "microsoft", title: "Azure Machine Learning Studio classic")
    profile.missing = .empty
    profile.missingForms = format.missing
    profile.batch = 1000
    profile.price = 0.0005
    profile.authentication = .bearer
    self.profile = profile
  }

  public func request(
    for rows: [Query], to model: ServiceModel
  ) throws(ServiceError) -> ServiceRequest {
    try profile.check(rows)
    let writer = RowWriter(model, format)
    var values: [JSON] = []
    for row in rows { values.append(.array(try writer.list(row))) }
    let names = model.schema.features.map { JSON.string($0.name) }
    let body: JSON = [
      "Inputs": ["input1": ["ColumnNames": .array(names), "Values": .array(values)]],
      "GlobalParameters": [:],
    ]
    return ServiceRequest(
      "POST", Self.path.path(to: model.name),
      parameters: [.init("api-version", "2.0"), .init("details", "true")],
      headers: [.init("content-type", "application/json")], body: body.bytes)
  }

  public func answers(
    in response: ServiceResponse, to count: Int, from model: ServiceModel
  ) throws(ServiceError) -> [ServiceAnswer] {
    let json = try response.json(words: [
      JSONPointer(steps: "error", "details", "0", "message"),
      JSONPointer(steps: "error", "message"),
      JSONPointer(steps: "Message"),
    ])
    guard let table = json["Results"]?.object?.members.first?.value["value"],
      let columns = table["ColumnNames"]?.array, let rows = table["Values"]?.array
    else { throw .answer("the answer has no table under 'Results'") }
    let reader = AnswerReader(model)
    try reader.expect(count, found: rows.count)
    let scored = ScoredTable(columns: columns.map { $0.string ?? "" }, reader: reader)
    var answers: [ServiceAnswer] = []
    for row in rows {
      guard let cells = row.array, cells.count == columns.count else {
        throw .answer("a row of the answer doesn't have \(columns.count) cells")
      }
      answers.append(try scored.answer(cells))
    }
    return answers
  }

  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]? {
    let inputs = try request.json().required("Inputs")
    guard let members = inputs.object?.members, members.count == 1 else {
      throw .malformed("'Inputs' must hold one table, such as 'input1'")
    }
    let table = members[0].value
    var columns: [String] = []
    for name in try table.required("ColumnNames").elements(of: "ColumnNames") {
      guard let text = name.string else { throw .malformed("a column name is \(name.kind)") }
      columns.append(text)
    }
    var rows: [[JSON]] = []
    for row in try table.required("Values").elements(of: "Values") {
      rows.append(try row.elements(of: "a row of Values"))
    }
    return try RowReader(model, format).queries(columns: columns, rows: rows)
  }

  public func response(
    to reply: ServiceReply, from model: ServiceModel, answering request: ServiceRequest
  ) -> ServiceResponse {
    switch reply {
    case .predictions(let predictions):
      let table = ScoredTable.table(of: predictions, from: model)
      return ServiceResponse(json: ["Results": ["output1": ["type": "table", "value": table]]])
    case .failure(let failure): return self.failure(failure)
    case .healthy: return ServiceResponse(json: [:])
    case .description, .file: return failure(.absent)
    }
  }

  private func failure(_ failure: ServiceFailure) -> ServiceResponse {
    let code =
      switch failure.kind {
      case .malformed, .tooLarge: "BadArgument"
      case .unauthorized: "Unauthorized"
      case .notFound: "NotFound"
      case .methodNotAllowed: "MethodNotAllowed"
      case .throttled: "TooManyRequests"
      case .unavailable: "InternalServer"
      }
    let detail: JSON = ["code": .string(code), "message": .string(failure.message)]
    return ServiceResponse(
      status: failure.status,
      json: [
        "error": [
          "code": .string(code), "message": .string(failure.message), "details": [detail],
        ]
      ])
  }
}

/// The table of strings that holds the answers.
private struct ScoredTable {
  let columns: [String]
  let reader: AnswerReader

  private static let label = "Scored Labels"
  private static let probability = "Scored Probabilities"

  private static func probability(of name: String) -> String {
    "Scored Probabilities for Class \"\(name)\""
  }

  private func cell(_ name: String, _ cells: [JSON]) -> JSON? {
    columns.firstIndex(of: name).map { cells[$0] }
  }

  func answer(_ cells: [JSON]) throws(ServiceError) -> ServiceAnswer {
    let stated = cell(Self.label, cells)
    if reader.model.predictsNumber {
      return reader.answer(value: try reader.number(stated, Self.label))
    }
    guard let stated else { throw .answer("the answer has no column 'Scored Labels'") }
    let label = try reader.label(stated)
    if columns.contains(Self.probability) {
      let score = try reader.number(cell(Self.probability, cells), Self.probability)
      return reader.classes == 2
        ? reader.answer(positive: score, label: label)
        : ServiceAnswer(
          Prediction(label: label, scores: .top(score.value)), numerals: [score.text])
    }
    var scores: [(label: Int, score: ScoredNumber)] = []
    for (index, name) in reader.model.schema.classes.enumerated() {
      let column = Self.probability(of: name)
      guard columns.contains(column) else { continue }
      scores.append((index, try reader.number(cell(column, cells), column)))
    }
    return try reader.answer(scores: scores, label: label)
  }

  /// The answers to rows as a table; what all rows have makes the columns.
  static func table(of predictions: [Prediction], from model: ServiceModel) -> JSON {
    let predictions = predictions.map(\.withoutSome)
    let classes = model.schema.classes
    let probabilities = predictions.allSatisfy { $0.probabilities?.count == classes.count }
    let single = predictions.allSatisfy { classes.count == 2 ? $0.positive != nil : $0.isTop }
    var names: [String] = [label]
    if !model.predictsNumber {
      if classes.count != 2, probabilities {
        names += classes.map(probability(of:))
      } else if single {
        names.append(probability)
      }
    }
    let rows = predictions.map { prediction in
      JSON.array(cells(prediction, columns: names.count, model).map { .string($0) })
    }
    let types = names.map {
      JSON.string($0 == label && !model.predictsNumber ? "String" : "Double")
    }
    return [
      "ColumnNames": .array(names.map { .string($0) }), "ColumnTypes": .array(types),
      "Values": .array(rows),
    ]
  }

  private static func cells(
    _ prediction: Prediction, columns: Int, _ model: ServiceModel
  ) -> [String] {
    if let value = prediction.value { return [JSON.number(value, as: model.precision).numeral] }
    var cells = [model.className(prediction.label)]
    if columns == 2, let score = model.schema.classes.count == 2 ? prediction.positive : nil {
      cells.append(JSON.number(score, as: model.precision).numeral)
    } else if columns > 1 {
      cells += prediction.scored.map { JSON.number($0.score, as: model.precision).numeral }
    }
    return cells
  }
}

extension Prediction {
  /// Whether only what is predicted has a score.
  fileprivate var isTop: Bool { if case .top = scores { true } else { false } }
}

extension JSON {
  /// The text of a number; empty where it is none.
  var numeral: String { if case .number(let text) = self { text } else { "" } }
}
