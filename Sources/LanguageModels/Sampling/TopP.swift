import Foundation

/// Keeps the fewest likeliest tokens that together have a probability of at least p
/// (Holtzman et al. 2020, "The Curious Case of Neural Text Degeneration").
public struct TopP: LogitProcessor {
  /// The probability to keep, in (0, 1].
  public let probability: Double

  /// - Throws: `LanguageModelError` if the probability is not in (0, 1].
  public init(_ probability: Double) throws(LanguageModelError) {
    guard probability > 0, probability <= 1 else {
      throw LanguageModelError(
        .option, "top-p lies above 0 and at most at 1, not at \(probability)")
    }
    self.probability = probability
  }

  public var candidateLimit: Int? { nil }

  public func process(_ candidates: inout Candidates, at position: SamplingPosition) {
    guard let largest = candidates.logits.max() else { return }
    let sum = candidates.weights.reduce(0) { $0 + Double($1) }
    let cut = candidates.cut(at: probability * sum) { Double(exp($0 - largest)) }
    candidates.keep(upTo: cut)
  }
}
