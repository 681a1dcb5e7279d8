import Estimators

/// Answers as tensors: what the outputs of a response hold.
///
/// Servers name outputs as they like, so that shape and type decide: (rows, classes) of fractions
/// are probabilities; one fraction per row beside labels is the confidence in them, and alone the
/// probability of the second of two classes; one text or whole number per row is the label.
struct TensorAnswers {
  private let tensors: [Tensor]
  private let model: ServiceModel
  private let reader: AnswerReader

  init(_ tensors: [Tensor], _ model: ServiceModel) {
    self.tensors = tensors
    self.model = model
    reader = AnswerReader(model)
  }

  /// One answer per row.
  func answers(to count: Int) throws(ServiceError) -> [ServiceAnswer] {
    guard let first = tensors.first else { throw .answer("the answer has no output to read") }
    for tensor in tensors { try reader.expect(count, found: tensor.rows) }
    if model.predictsNumber {
      guard first.width == 1 else {
        throw .answer("the output \(first.name.quoted) has the shape \(first.shape)")
      }
      var answers: [ServiceAnswer] = []
      for element in first.data {
        answers.append(reader.answer(value: try reader.number(element, "prediction")))
      }
      return answers
    }
    let probabilities = tensors.first {
      $0.isFloating && $0.width == reader.classes && reader.classes > 1
    }
    let single = tensors.first { $0.isFloating && $0.width == 1 }
    let labels = tensors.first { !$0.isFloating && $0.width == 1 }
    guard labels != nil || probabilities != nil || (single != nil && reader.classes == 2) else {
      let shapes = tensors.map { "\($0.name) \($0.datatype) \($0.shape)" }.listed()
      throw .answer("no output holds labels or \(reader.classes) probabilities: \(shapes)")
    }
    var answers: [ServiceAnswer] = []
    for row in 0..<count {
      var label: Int?
      if let labels { label = try reader.label(labels.data[row]) }
      if let probabilities {
        answers.append(
          try reader.answer(probabilities: Array(probabilities.row(row)), label: label))
      } else if let single {
        let score = try reader.number(single.data[row], "confidence")
        answers.append(
          label.map {
            ServiceAnswer(
              Prediction(label: $0, scores: .top(score.value)), numerals: [score.text])
          } ?? reader.answer(positive: score))
      } else if let label {
        answers.append(ServiceAnswer(Prediction(label: label)))
      }
    }
    return answers
  }

  // MARK: The server's half

  /// The outputs: `predict`, and `predict_proba` or `confidence` where every row has them.
  static func tensors(of predictions: [Prediction], from model: ServiceModel) -> [Tensor] {
    let predictions = predictions.map(\.withoutSome)
    let rows = predictions.count
    let floating = model.precision == .float32 ? "FP32" : "FP64"
    if model.predictsNumber {
      let values = predictions.map { JSON.number($0.value ?? .nan, as: model.precision) }
      return [Tensor("predict", floating, [rows, 1], values)]
    }
    let areNumbers = model.schema.classes.allSatisfy { Int($0).map(String.init) == $0 }
    let labels = predictions.map {
      areNumbers ? model.classJSON($0.label) : .string(model.className($0.label))
    }
    var tensors = [Tensor("predict", areNumbers ? "INT64" : "BYTES", [rows, 1], labels)]
    let classes = model.schema.classes.count
    let scores = predictions.map { $0.scored.map { JSON.number($0.score, as: model.precision) } }
    if predictions.allSatisfy({ $0.probabilities?.count == classes }) {
      tensors.append(Tensor("predict_proba", floating, [rows, classes], scores.flatMap(\.self)))
    } else if scores.allSatisfy({ $0.count == 1 }) {
      tensors.append(Tensor("confidence", floating, [rows, 1], scores.flatMap(\.self)))
    }
    return tensors
  }
}
