extension Agreement {
  /// Compares two sets of answers to the same inputs.
  ///
  /// Answers agree if their labels and, where the target is a number, their numbers are equal. The
  /// total variation is NaN unless every answer holds all probabilities.
  public init(target: [Prediction], copy: [Prediction]) {
    precondition(
      target.count == copy.count, "\(target.count) and \(copy.count) answers to the same inputs")
    var disagreements = 0
    var distance = 0.0
    for (mine, other) in zip(target, copy) {
      if mine.label != other.label || mine.value != other.value { disagreements += 1 }
      if let p = mine.probabilities, let q = other.probabilities, p.count == q.count {
        for (a, b) in zip(p, q) { distance += abs(a - b) }
      } else {
        distance = .nan
      }
    }
    self.init(
      points: target.count, disagreements: disagreements,
      totalVariation: target.isEmpty ? 0 : distance / 2 / Double(target.count))
  }
}
