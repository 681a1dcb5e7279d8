/// What a model, or the service in front of it, answers to one query.
public struct Prediction: Sendable, Hashable, Codable {
  /// Index of the predicted class; the first one among equals.
  public var label: Int
  /// How much the answer says beyond the label.
  public var scores: Scores
  /// The predicted number, where the target is one; `label` is 0 then.
  public var value: Double?
  /// The features that were looked at, by rising index, where the service tells them.
  ///
  /// A decision tree that stops for a missing value names the feature that it asked for as well.
  public var fields: [Int]?

  /// The confidence values of an answer.
  public enum Scores: Sendable, Hashable, Codable {
    /// The label only.
    case none
    /// The probability of, or the confidence in, what is predicted.
    case top(Double)
    /// Probabilities of some classes, two at least but not all: the likeliest first.
    case likeliest([ClassScore])
    /// A probability per class.
    case all([Double])
  }

  /// One class and its probability.
  public struct ClassScore: Sendable, Hashable, Codable {
    /// Index of the class.
    public var label: Int
    /// Its probability, or the confidence in it.
    public var score: Double

    /// A class and its probability.
    public init(label: Int, score: Double) {
      self.label = label
      self.score = score
    }
  }

  /// An answer of a label and what goes with it.
  public init(
    label: Int, scores: Scores = .none, value: Double? = nil, fields: [Int]? = nil
  ) {
    self.label = label
    self.scores = scores
    self.value = value
    self.fields = fields
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
