import CLinearAlgebra
import Foundation

extension Candidates {
  /// The token at which the cumulative probability passes `uniform`, the likeliest tokens first,
  /// ties by the smaller token.
  ///
  /// Only as many of the likeliest tokens are sorted as the draw needs.
  func token(at uniform: Double) -> Token? {
    guard let top = logits.max() else { return nil }
    let goal = uniform * logits.reduce(0) { $0 + exp(Double($1 - top)) }
    var limit = min(512, tokens.count)
    while true {
      let largest = largest(limit)
      var sum = 0.0
      for (token, logit) in zip(largest.tokens, largest.logits) {
        sum += exp(Double(logit - top))
        if sum > goal { return token }
      }
      guard limit < tokens.count else { return largest.tokens[0] }
      limit = min(16 * limit, tokens.count)
    }
  }

  /// The largest logits, the largest first, ties by the smaller token.
  private func largest(_ limit: Int) -> Candidates {
    var result = self
    var kept = 0
    result.logits.withUnsafeMutableBufferPointer { logits in
      result.tokens.withUnsafeMutableBufferPointer { tokens in
        var list = skua_candidates(
          limit: Int32(limit), capacity: Int32(logits.count), count: Int32(logits.count),
          threshold: 0, logits: logits.baseAddress, tokens: tokens.baseAddress)
        skua_candidates_select(&list, true)
        kept = Int(list.count)
      }
    }
    result.logits.removeSubrange(kept...)
    result.tokens.removeSubrange(kept...)
    return result
  }
}
