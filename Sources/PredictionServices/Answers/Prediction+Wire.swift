// What server halves share: the parts of a prediction, and of a reply.

import Estimators

extension Prediction {
  /// The classes that have a score, and the scores: all, some, that of the label, or none.
  var scored: [(label: Int, score: Double)] {
    switch scores {
    case .none: []
    case .top(let score): [(label, score)]
    case .likeliest(let values): values.map { ($0.label, $0.score) }
    case .all(let values): values.enumerated().map { ($0.offset, $0.element) }
    }
  }

  /// The answer for a format that has no form for the scores of some classes: that of the label is left.
  var withoutSome: Prediction {
    guard case .likeliest(let values) = scores else { return self }
    var answer = self
    answer.scores = values.first { $0.label == label }.map { .top($0.score) } ?? .none
    return answer
  }

  /// The probability of the second of two classes, if the answer tells it.
  var positive: Double? {
    switch scores {
    case .none: nil
    case .top(let score): label == 1 ? score : 1 - score
    case .likeliest: nil
    case .all(let values): values.count == 2 ? values[1] : nil
    }
  }
}

extension ServiceFailure {
  /// What is said where a server has no answer to give.
  static let nothing = ServiceFailure(.unavailable, "the model gave no prediction")

  /// What is said to a request for what a service doesn't have.
  static let absent = ServiceFailure(.notFound, "the service has nothing of this kind")
}

extension ServiceResponse {
  /// A response of a JSON body.
  init(status: Int = 200, contentType: String = "application/json", json: JSON) {
    self.init(status: status, contentType: contentType, body: json.bytes)
  }
}

extension ServiceProfile {
  /// The one row of a request to a service that takes no batches.
  func single(_ rows: [Query]) throws(ServiceError) -> Query {
    try check(rows)
    return rows[0]
  }

  /// Holds the rows of a request to the batch of the service.
  func check(_ rows: [Query]) throws(ServiceError) {
    guard !rows.isEmpty else { throw ServiceError(.unsupported, "a request needs a row at least") }
    guard rows.count <= batch else {
      throw ServiceError(
        .unsupported, "\(title) takes \(batch) rows in a request at most, not \(rows.count)")
    }
  }
}
