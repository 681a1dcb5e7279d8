import Foundation
import LinearAlgebra

extension Candidates {
  /// The token at which the cumulative probability passes `uniform`, the likeliest tokens first,
  /// ties by the smaller token.
  func token(at uniform: Double) -> Token {
    let order = tokens.indices.sorted {
      logits[$0] > logits[$1] || (logits[$0] == logits[$1] && tokens[$0] < tokens[$1])
    }
    guard let first = order.first else { return 0 }
    let weights = order.map { exp(Double(logits[$0]) - Double(logits[first])) }
    let goal = uniform * weights.reduce(0, +)
    var sum = 0.0
    for (index, weight) in zip(order, weights) {
      sum += weight
      if sum > goal { return tokens[index] }
    }
    return tokens[first]
  }
}
