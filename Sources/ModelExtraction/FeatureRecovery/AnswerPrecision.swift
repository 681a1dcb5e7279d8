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
