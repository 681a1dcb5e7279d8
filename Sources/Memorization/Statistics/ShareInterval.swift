// Confidence intervals for the share of successes in independent trials.
//
// Wilson 1927 inverts the test that approximates the binomial by a normal distribution; Clopper
// and Pearson 1934 invert the binomial itself, so that their interval never covers less than it
// says, and is wider.

/// A share of n with an interval that covers the true one with a given confidence.
public struct ShareInterval: Sendable, Hashable, Codable {
  /// How the bounds are computed.
  public enum Method: String, Sendable, Codable {
    /// Wilson's score interval: close to the confidence on average.
    case wilson
    /// That of Clopper and Pearson: at least the confidence.
    case exact
  }

  /// How many trials succeeded.
  public let successes: Int
  /// How many there were.
  public let trials: Int
  /// The lower bound, from 0.
  public let lower: Double
  /// The upper bound, to 1.
  public let upper: Double

  /// The interval for so many successes of so many trials; from 0 to 1 without trials.
  public init(
    _ successes: Int, of trials: Int, confidence: Double = 0.95, method: Method = .wilson
  ) {
    precondition(
      trials >= 0 && (0...trials).contains(successes), "\(successes) successes of \(trials)")
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    self.successes = successes
    self.trials = trials
    guard trials > 0 else {
      (lower, upper) = (0, 1)
      return
    }
    let bounds =
      switch method {
      case .wilson: Self.wilson(Double(successes), Double(trials), confidence)
      case .exact: Self.exact(Double(successes), Double(trials), confidence)
      }
    lower = successes == 0 ? 0 : max(0, bounds.lower)
    upper = successes == trials ? 1 : min(1, bounds.upper)
  }

  /// Successes over trials; `nan` without trials.
  public var share: Double { trials == 0 ? .nan : Double(successes) / Double(trials) }

  /// Whether no share lies in both intervals.
  public func isDisjoint(from other: Self) -> Bool { upper < other.lower || other.upper < lower }

  private static func wilson(
    _ successes: Double, _ trials: Double, _ confidence: Double
  ) -> (lower: Double, upper: Double) {
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    let share = successes / trials
    let scale = 1 + z * z / trials
    let center = (share + z * z / (2 * trials)) / scale
    let variance = share * (1 - share) / trials + z * z / (4 * trials * trials)
    let margin = z * variance.squareRoot() / scale
    return (center - margin, center + margin)
  }

  private static func exact(
    _ successes: Double, _ trials: Double, _ confidence: Double
  ) -> (lower: Double, upper: Double) {
    let tail = (1 - confidence) / 2
    let failures = trials - successes
    let lower =
      successes == 0 ? 0 : BetaDistribution(successes, failures + 1).quantile(tail)
    let upper =
      failures == 0 ? 1 : BetaDistribution(successes + 1, failures).quantile(1 - tail)
    return (lower, upper)
  }
}
