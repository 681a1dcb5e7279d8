import Foundation

/// How exactly a service states its probabilities, as its answers give it away.
enum AnswerPrecision: Sendable, Hashable {
  /// About 16 digits.
  case double
  /// About 7 digits: every answer is a number of single precision.
  case single
  /// So many decimals.
  case decimals(Int)

  /// The precision of all answers together.
  init(_ answers: [[Double]]) {
    if let decimals = answers.flatMap(\.self).decimals {
      self = .decimals(decimals)
    } else {
      self = answers.allSatisfy(Self.isSingle) ? .single : .double
    }
  }

  /// Whether an answer is of single precision; of a pair that adds up to 1, one may be the rest.
  private static func isSingle(_ answer: [Double]) -> Bool {
    let single = answer.count { Double(Float($0)) == $0 }
    return single == answer.count || single == 1 && answer.isComplementary
  }

  /// Bound on how far rounding moves any log p_k / p_0 of an answer, that of the scores themselves
  /// included.
  func error(of probabilities: [Double]) -> Double {
    let isRest = probabilities.isComplementary
    let doubts = probabilities.map { probability in
      let p = max(probability, .leastNonzeroMagnitude)
      return switch self {
      case .double: isRest ? 0x1p-53 / p : 0x1p-53
      case .single: isRest ? 0x1p-24 / p : 0x1p-24
      case .decimals(let count): 0.5 * pow(10, -Double(count)) / p
      }
    }
    let largest = probabilities.reduce(0) { max($0, abs(log(max($1, .leastNonzeroMagnitude)))) }
    let unit = self == .double ? 1e-14 : 0x1p-22
    return 1.5 * (doubts[0] + (doubts.dropFirst().max() ?? 0)) + unit * (1 + largest)
  }
}

extension [Double] {
  /// Whether these are two probabilities of which one is the rest to 1, so that a small one has no
  /// digits of its own.
  fileprivate var isComplementary: Bool { count == 2 && self[0] + self[1] == 1 }
}

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
