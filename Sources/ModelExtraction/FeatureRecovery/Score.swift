import Foundation

/// log p_k / p_0 of each class k but the first, or a part of it, and how far off it may be.
///
/// Of softmax and binary logistic regression this is a sum over the features.
struct Score: Sendable, Hashable {
  var values: [Double]
  /// Bound on the error of each value.
  var error: Double

  init(values: [Double], error: Double) {
    self.values = values
    self.error = error
  }

  /// The score of an answer.
  ///
  /// A probability of 0 counts as the smallest number there is, which no sum of others comes to.
  init(_ probabilities: [Double], _ precision: AnswerPrecision) {
    let logarithms = probabilities.map { log(Swift.max($0, .leastNonzeroMagnitude)) }
    values = logarithms.dropFirst().map { $0 - logarithms[0] }
    error = precision.error(of: probabilities)
  }

  /// The score that adds nothing.
  static func zero(classes: Int) -> Score {
    Score(values: [Double](repeating: 0, count: classes - 1), error: 0)
  }

  static func + (a: Score, b: Score) -> Score {
    Score(values: zip(a.values, b.values).map { $0 + $1 }, error: a.error + b.error)
  }

  static func - (a: Score, b: Score) -> Score {
    Score(values: zip(a.values, b.values).map { $0 - $1 }, error: a.error + b.error)
  }

  static func * (factor: Double, score: Score) -> Score {
    Score(values: score.values.map { factor * $0 }, error: abs(factor) * score.error)
  }

  /// Whether two scores may be the same, as far as they are known.
  func agrees(with other: Score) -> Bool {
    zip(values, other.values).allSatisfy { abs($0 - $1) <= error + other.error }
  }
}
