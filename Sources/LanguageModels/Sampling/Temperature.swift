import Foundation

/// Divides logits by a temperature: above 1 for more variety, below for less.
///
/// The temperature may fall over the first tokens of a text: Carlini et al. 2021, §5.1.1, go from 10
/// to 1 over the first 20. The paper doesn't give the shape; linear is our default, in steps of 9/19.
public struct Temperature: LogitProcessor {
  /// How the temperature falls.
  public enum Decay: String, Sendable, Codable, CaseIterable {
    /// By equal differences.
    case linear
    /// By equal ratios.
    case exponential
  }

  /// The temperature of the first token.
  public let start: Double
  /// The temperature after the fall.
  public let end: Double
  /// Tokens from the first to the one that has the last temperature.
  public let duration: Int
  /// The shape of the fall.
  public let decay: Decay

  /// A constant temperature.
  ///
  /// - Throws: `LanguageModelError` if it is not above 0 and finite.
  public init(_ value: Double) throws(LanguageModelError) {
    try self.init(from: value, to: value, over: 1)
  }

  /// A temperature that changes over the first tokens.
  ///
  /// - Throws: `LanguageModelError` if one is not above 0 and finite, or the duration below 1.
  public init(
    from start: Double, to end: Double, over duration: Int, decay: Decay = .linear
  ) throws(LanguageModelError) {
    for value in [start, end] where !(value > 0 && value.isFinite) {
      throw LanguageModelError(.option, "a temperature is above 0, not \(value)")
    }
    guard duration >= 1 else {
      throw LanguageModelError(
        .option, "a temperature falls over 1 token at least, not \(duration)")
    }
    self.start = start
    self.end = end
    self.duration = duration
    self.decay = decay
  }

  public var candidateLimit: Int? { nil }

  /// The temperature of the new token number `step`, from 0.
  public func value(at step: Int) -> Double {
    guard step < duration - 1 else { return end }
    let share = Double(step) / Double(duration - 1)
    return switch decay {
    case .linear: start + (end - start) * share
    case .exponential: start * pow(end / start, share)
    }
  }

  public func process(_ candidates: inout Candidates, at position: SamplingPosition) {
    let factor = Float(1 / value(at: position.step))
    for i in candidates.logits.indices { candidates.logits[i] *= factor }
  }
}
