/// What a model, or the service in front of it, answers to one query.
public struct Prediction: Sendable, Hashable, Codable {
  /// Index of the predicted class; the first one among equals.
  public var label: Int
  /// How much the answer says beyond the label.
  public var scores: Scores

  /// The confidence values of an answer.
  public enum Scores: Sendable, Hashable, Codable {
    /// The label only.
    case none
    /// The probability of the predicted class only.
    case top(Double)
    /// A probability per class.
    case all([Double])
  }

  /// An answer of a label and what goes with it.
  public init(label: Int, scores: Scores = .none) {
    self.label = label
    self.scores = scores
  }

  /// The full answer of a probabilistic model: the label is the class of the largest probability.
  public init(probabilities: some Collection<Double>) {
    var label = 0
    var largest = -Double.infinity
    for (index, probability) in probabilities.enumerated() where probability > largest {
      (label, largest) = (index, probability)
    }
    self.init(label: label, scores: .all(Array(probabilities)))
  }

  /// A probability per class, if the answer holds them.
  public var probabilities: [Double]? {
    if case .all(let values) = scores { values } else { nil }
  }
}
