import LinearAlgebra

extension Model {
  /// Share of the rows whose true class is the most probable one; 0 without rows.
  public func accuracy(on data: Dataset) -> Double {
    guard data.count > 0 else { return 0 }
    let answers = probabilities(for: data.encoded())
    let correct = (0..<data.count).count { row in
      Prediction(probabilities: answers[row: row]).label == data.labels[row]
    }
    return Double(correct) / Double(data.count)
  }
}
