extension DecisionTree: Predictor {
  /// One answer per row, with the confidence as `.top` and the features that were looked at.
  ///
  /// `fields` holds the features of all splits on the way, that of the node where an incomplete
  /// row stops among them.
  public func predictions(for inputs: [Query]) -> [Prediction] {
    inputs.map { input in
      var fields: [Int] = []
      let node = walk(input) { fields.append($0) }
      var prediction = nodes[node].answer.prediction
      prediction.fields = Set(fields).sorted()
      return prediction
    }
  }

  /// The index of the node where a row ends: a leaf, or an inner node if the row is incomplete.
  public func node(for input: Query) -> Int {
    walk(input) { _ in }
  }

  /// Follows a row from the root, and names the feature of each split that it meets.
  @inline(__always)
  private func walk(_ input: Query, meeting visit: (Int) -> Void) -> Int {
    precondition(
      input.values.count == schema.features.count,
      "a row of \(input.values.count) values for \(schema.features.count) features")
    var index = 0
    while let split = nodes[index].split {
      visit(split.feature)
      guard let branch = split.branch(for: input.values[split.feature]) else { break }
      index = nodes[index].children[branch]
    }
    return index
  }
}

extension DecisionTree.Answer {
  /// The answer as a service gives it.
  public var prediction: Prediction {
    Prediction(
      label: label, scores: confidence.map(Prediction.Scores.top) ?? .none, value: value)
  }
}
