import Estimators

/// A confidence value, or a predicted number, with the text in which it came.
struct ScoredNumber {
  let value: Double
  let text: String
}

/// Reads labels, confidence values and numbers out of what a service sent.
struct AnswerReader {
  let model: ServiceModel
  private let names: ClassNames

  init(_ model: ServiceModel) {
    self.model = model
    names = ClassNames(model.schema.classes)
  }

  /// Number of classes.
  var classes: Int { model.schema.classes.count }

  /// The index of the class that a value names.
  func label(_ json: JSON) throws(ServiceError) -> Int {
    guard let label = names.index(statedBy: json) else {
      throw .answer(
        "the service answered with \(json.kind) as label; the model's classes are "
          + model.schema.classes.listed())
    }
    return label
  }

  /// The finite number in a value; `what` names it in the sentence of an error.
  func number(_ json: JSON?, _ what: String) throws(ServiceError) -> ScoredNumber {
    guard let json, json != .null else { throw .answer("the answer has no \(what)") }
    let text: String
    switch json {
    case .number(let written): text = written
    case .string(let written): text = written
    default: throw .answer("the \(what) is \(json.kind), not a number")
    }
    guard let value = Double(text) else { throw .answer("the \(what) is \(json.kind)") }
    guard value.isFinite else {
      throw .answer("the \(what) is \(text.prefix(40)), which is no finite number")
    }
    return ScoredNumber(value: value, text: text)
  }

  /// The answer of a predicted number.
  func answer(value: ScoredNumber) -> ServiceAnswer {
    ServiceAnswer(Prediction(label: 0, value: value.value), numerals: [value.text])
  }

  /// The answer of a binary model that gives the probability of its second class.
  func answer(positive: ScoredNumber, label: Int? = nil) -> ServiceAnswer {
    var prediction = Prediction(probabilities: [1 - positive.value, positive.value])
    if let label { prediction.label = label }
    return ServiceAnswer(prediction, numerals: [positive.text])
  }

  /// The answer of one number per class, in the order of the classes.
  func answer(probabilities: [JSON], label: Int? = nil) throws(ServiceError) -> ServiceAnswer {
    guard probabilities.count == classes, classes > 0 else {
      throw .answer("\(probabilities.count) confidence values for \(classes) classes")
    }
    var values: [ScoredNumber] = []
    for (index, json) in probabilities.enumerated() {
      values.append(try number(json, "confidence in \(model.className(index).quoted)"))
    }
    var prediction = Prediction(probabilities: values.map(\.value))
    if let label { prediction.label = label }
    return ServiceAnswer(prediction, numerals: values.map(\.text))
  }

  /// The answer of confidence values for some of the classes, or for all.
  ///
  /// If some are left out, the answer holds those that are there; the texts of all numbers stay in it.
  func answer(
    scores: [(label: Int, score: ScoredNumber)], label: Int? = nil
  ) throws(ServiceError) -> ServiceAnswer {
    guard classes > 0 else { throw .answer("the answer is a class, and the target is a number") }
    var values = [Double?](repeating: nil, count: classes)
    for (label, score) in scores {
      guard values[label] == nil else {
        throw .answer("two confidence values for the class \(model.className(label).quoted)")
      }
      values[label] = score.value
    }
    let complete = values.compactMap(\.self)
    let best = scores.max { $0.score.value < $1.score.value }?.label
    guard let label = label ?? (complete.count == classes ? nil : best) ?? best else {
      throw .answer("the answer has neither a label nor confidence values")
    }
    var prediction: Prediction
    if complete.count == classes {
      prediction = Prediction(probabilities: complete)
      prediction.label = label
    } else {
      prediction = Prediction(label: label, scores: some(values, label))
    }
    return ServiceAnswer(prediction, numerals: scores.map(\.score.text))
  }

  /// Confidence values of some classes, the highest first.
  private func some(_ values: [Double?], _ label: Int) -> Prediction.Scores {
    let known = values.enumerated().compactMap { label, score in
      score.map { Prediction.ClassScore(label: label, score: $0) }
    }
    if known.count > 1 {
      return .likeliest(known.sorted { (-$0.score, $0.label) < (-$1.score, $1.label) })
    }
    return values[label].map { .top($0) } ?? .none
  }

  /// Holds the number of answers to the number of rows that were sent.
  func expect(_ count: Int, found: Int) throws(ServiceError) {
    guard found == count else {
      throw .answer("\(found) answers to \(count) rows")
    }
  }
}
