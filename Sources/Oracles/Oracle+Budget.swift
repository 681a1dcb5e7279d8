public import Estimators

extension Oracle {
  /// Asks a batch, or as much of its beginning as the budget grants.
  ///
  /// Here the attacks meet the target, so here its answers are held to their form.
  /// - Returns: The answers to the first queries, in order; fewer than inputs if the budget ended.
  /// - Throws: What `query` throws, but a budget that ends; `OracleError.Code.unsuitableAnswer` if
  ///   the target doesn't answer each query with a label and probabilities.
  public func queryWithinBudget(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    var granted = inputs
    while !granted.isEmpty {
      do {
        let answers = try await answers(to: granted)
        try answers.validate()
        return answers
      } catch {
        guard case .budgetExhausted(let remaining) = error.code else { throw error }
        // Somebody else may spend of the same budget in between: then less is left next time.
        granted = Array(granted.prefix(min(max(0, remaining), granted.count - 1)))
      }
    }
    return []
  }

  /// Asks a batch and holds the target to one answer per query.
  func answers(to inputs: [Query]) async throws(OracleError) -> [Prediction] {
    let answers = try await query(inputs)
    guard answers.count == inputs.count else {
      throw OracleError(
        .unsuitableAnswer,
        "the target answered \(inputs.count) queries with \(answers.count) answers")
    }
    return answers
  }
}

extension [Prediction] {
  /// Holds every answer to labels that are indices and scores in [0, 1], or to a finite number and
  /// an error that isn't negative.
  fileprivate func validate() throws(OracleError) {
    for answer in self {
      let scores: [Double] =
        switch answer.scores {
        case .none: []
        case .top(let value): [value]
        case .likeliest(let values): values.map(\.score)
        case .all(let values): values
        }
      let largest = answer.value == nil ? 1 : Double.greatestFiniteMagnitude
      if let number = answer.value, !number.isFinite {
        throw OracleError(.unsuitableAnswer, "the target predicted \(number), which is no number")
      }
      if let wrong = scores.first(where: { !(0...largest).contains($0) }) {
        throw OracleError(
          .unsuitableAnswer, "the target answered with \(wrong), which is no probability")
      }
      let classes = answer.probabilities?.count ?? .max
      guard (0..<classes).contains(answer.label) else {
        throw OracleError(
          .unsuitableAnswer,
          "the target answered with label \(answer.label) and \(scores.count) probabilities")
      }
    }
  }
}
