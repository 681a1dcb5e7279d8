// One pass over a known text says what any scheme would have drawn: a token's probability under top-n is its
// share among the n likeliest, and greedy decoding takes the likeliest. So no text has to be drawn.

import Foundation
public import LanguageModels

/// How a model that reads the beginning of a known text would go on with the rest.
///
/// Extraction with a number of draws and a probability follows Hayes et al. 2024, "Measuring memorization
/// through probabilistic discoverable extraction".
public struct SuffixScores: Sendable, Hashable {
  /// Whether greedy decoding gives exactly the rest.
  public let isGreedy: Bool
  /// The logarithm of the probability that one draw gives exactly the rest, in nats.
  public let logProbability: Double

  /// From what is known.
  public init(isGreedy: Bool, logProbability: Double) {
    self.isGreedy = isGreedy
    self.logProbability = logProbability
  }

  /// Of the last tokens of a scored sequence.
  ///
  /// - Parameters:
  ///   - scores: The sequence's scores, with `topN` alternatives at least, or one for all tokens.
  ///   - tokens: The sequence.
  ///   - suffix: How many of its last tokens are the rest.
  ///   - topN: The likeliest tokens among which a draw is made; `nil` for all.
  ///   - temperature: Above 0. Only for `topN` may it be other than 1.
  public init(
    _ scores: TokenScores, of tokens: [Token], suffix: Int, topN: Int? = 40,
    temperature: Double = 1
  ) {
    precondition(suffix > 0 && suffix < tokens.count, "\(suffix) of \(tokens.count) tokens")
    precondition(topN != nil || temperature == 1, "a temperature needs the likeliest tokens")
    var isGreedy = true
    var sum = 0.0
    for position in (tokens.count - suffix)..<tokens.count {
      let likeliest = scores.alternatives[position]
      isGreedy = isGreedy && likeliest.first?.token == tokens[position]
      guard let topN else {
        sum += Double(scores.logProbabilities[position])
        continue
      }
      let kept = likeliest.prefix(topN)
      guard let mine = kept.first(where: { $0.token == tokens[position] }) else {
        sum = -.infinity
        break
      }
      let all = kept.reduce(0) {
        $0 + exp(Double($1.logProbability - mine.logProbability) / temperature)
      }
      sum -= log(all)
    }
    self.isGreedy = isGreedy && sum > -.infinity
    logProbability = sum
  }

  /// The probability that at least one of so many independent draws gives the rest.
  public func probability(draws: Int) -> Double {
    precondition(draws >= 0, "\(draws) draws")
    return draws == 0 ? 0 : -expm1(Double(draws) * log1p(-exp(min(logProbability, 0))))
  }

  /// Draws after which the rest has come at least once with a probability p; infinite if it can't.
  public func draws(probability p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p)")
    guard logProbability < 0 else { return 1 }
    let once = exp(logProbability)
    guard once > 0 else { return .infinity }
    return max(1, (log1p(-p) / log1p(-once)).rounded(.up))
  }
}
