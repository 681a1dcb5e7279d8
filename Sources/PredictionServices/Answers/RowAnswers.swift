import Estimators

/// Answers as one JSON value per row, the form that most servers of today share.
///
/// A string or a whole number is a label; an array holds one probability per class; an object
/// names its parts. A number that isn't whole is the probability of the second of two classes: a
/// server of labels never sends one, so one such number decides for the whole batch.
struct RowAnswers {
  let model: ServiceModel
  /// Whether the one score of two classes is that of the second, whatever the label beside it.
  private let scoreIsPositive: Bool
  private let reader: AnswerReader

  init(_ model: ServiceModel, scoreIsPositive: Bool = false) {
    self.model = model
    self.scoreIsPositive = scoreIsPositive
    reader = AnswerReader(model)
  }

  /// The names under which an object of a row holds its label, its scores and its number.
  private static let labelNames = [
    "label", "predicted_label", "class", "predicted_class", "prediction",
  ]
  private static let scoreNames = ["scores", "probabilities", "score", "probability", "confidence"]
  private static let valueNames = ["value", "prediction", "score"]

  /// One answer per row.
  func answers(_ rows: [JSON], to count: Int) throws(ServiceError) -> [ServiceAnswer] {
    try reader.expect(count, found: rows.count)
    let holdsScores = reader.classes == 2 && rows.contains { Self.isFraction($0) }
    var answers: [ServiceAnswer] = []
    answers.reserveCapacity(rows.count)
    for row in rows { answers.append(try answer(row, isScore: holdsScores)) }
    return answers
  }

  private static func isFraction(_ json: JSON) -> Bool {
    let number = json.array?.count == 1 ? json.array?[0].double : json.double
    guard let number, number.isFinite else { return false }
    return number != number.rounded()
  }

  private func answer(_ row: JSON, isScore: Bool) throws(ServiceError) -> ServiceAnswer {
    switch row {
    case .array(let elements) where elements.count == 1:
      return try answer(elements[0], isScore: isScore)
    case .array(let elements): return try reader.answer(probabilities: elements)
    case .object(let object): return try answer(object)
    case _ where model.predictsNumber:
      return reader.answer(value: try reader.number(row, "prediction"))
    case .number(let text) where isScore || Double(text)?.isFinite != true:
      return reader.answer(positive: try reader.number(row, "probability"))
    case .null: throw .answer("the answer to a row is null")
    default: return ServiceAnswer(Prediction(label: try reader.label(row)))
    }
  }

  private func answer(_ object: JSON.Object) throws(ServiceError) -> ServiceAnswer {
    if model.predictsNumber {
      let value = Self.valueNames.lazy.compactMap { object[$0] }.first
      return reader.answer(value: try reader.number(value, "prediction"))
    }
    let named = Self.labelNames.lazy.compactMap { object[$0] }.first { $0.array == nil }
    let label: Int?
    if let named { label = try reader.label(named) } else { label = nil }
    guard let scores = Self.scoreNames.lazy.compactMap({ object[$0] }).first else {
      guard let label else {
        throw .answer(
          "the answer to a row has neither a label nor scores; it has "
            + object.members.map(\.name).listed())
      }
      return ServiceAnswer(Prediction(label: label))
    }
    return try answer(scores, classes: object["classes"]?.array, label: label)
  }

  private func answer(
    _ scores: JSON, classes: [JSON]?, label: Int?
  ) throws(ServiceError) -> ServiceAnswer {
    switch scores {
    case .array(let values):
      guard let classes else { return try reader.answer(probabilities: values, label: label) }
      guard classes.count >= values.count else {
        throw .answer("\(values.count) scores for \(classes.count) classes")
      }
      // A service that answers with labels alone lists the class without a score.
      let stated: Int?
      if let first = classes.first, values.isEmpty {
        stated = try reader.label(first)
      } else {
        stated = label
      }
      return try reader.answer(scores: pairs(classes, values), label: stated)
    case .object(let members):
      return try reader.answer(
        scores: pairs(members.members.map { .string($0.name) }, members.members.map(\.value)),
        label: label)
    default:
      let score = try reader.number(scores, "score")
      if scoreIsPositive, reader.classes == 2 {
        return reader.answer(positive: score, label: label)
      }
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

  private func pairs(
    _ classes: [JSON], _ values: [JSON]
  ) throws(ServiceError) -> [(label: Int, score: ScoredNumber)] {
    var pairs: [(label: Int, score: ScoredNumber)] = []
    for (name, value) in zip(classes, values) {
      pairs.append((try reader.label(name), try reader.number(value, "score")))
    }
    return pairs
  }

  /// An answer as the value of its row.
  func json(_ prediction: Prediction) -> JSON {
    if let value = prediction.value { return .number(value, as: model.precision) }
    switch prediction.scores {
    case .none: return model.classJSON(prediction.label)
    case .top(let score):
      return [
        "label": model.classJSON(prediction.label), "score": .number(score, as: model.precision),
      ]
    case .likeliest(let values):
      return [
        "classes": .array(values.map { model.classJSON($0.label) }),
        "scores": .array(values.map { .number($0.score, as: model.precision) }),
      ]
    case .all(let values): return .array(values.map { .number($0, as: model.precision) })
    }
  }
}
