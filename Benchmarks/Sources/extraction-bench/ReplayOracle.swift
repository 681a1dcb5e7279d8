import Estimators
import LinearAlgebra
import Oracles

/// An oracle that answers from a record, so that a solver's process never holds the target.
struct ReplayOracle: Oracle {
  let space: InputSpace
  private let answers: [Query: Prediction]

  /// An oracle that knows the answers to a problem's queries.
  init(_ problem: Problem) {
    space = .encoded(dimensions: problem.points.columns)
    let pairs = (0..<problem.points.rows).map { row in
      (
        Query(numbers: problem.points[row: row]),
        Prediction(probabilities: problem.answers[row: row])
      )
    }
    answers = Dictionary(pairs) { first, _ in first }
  }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    var predictions: [Prediction] = []
    for input in inputs {
      guard let answer = answers[input] else {
        throw OracleError(.invalidQuery, "a query was asked that the record doesn't hold")
      }
      predictions.append(answer)
    }
    return predictions
  }
}
