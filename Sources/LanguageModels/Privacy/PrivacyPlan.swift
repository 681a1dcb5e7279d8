/// The noise of a private training, which with the number of steps decides its guarantee.
///
/// Abadi et al. 2016, algorithm 1. The unit is a document: each step takes every document with
/// probability `samplingRate`, and of each one window whose gradient, over all parameters, is shortened
/// to `clip`.
public struct PrivacyPlan: Sendable, Codable, Hashable {
  /// The longest gradient of a document, C; a longer one is shortened to it.
  public var clip: Float
  /// Deviation of the noise on every coordinate of the sum, in units of `clip`.
  public var noiseMultiplier: Double
  /// Probability that a step takes a document, above 0 and 1 at most.
  public var samplingRate: Double
  /// The probability that the guarantee leaves out.
  public var delta: Double

  /// A plan.
  public init(clip: Float = 1, noiseMultiplier: Double, samplingRate: Double, delta: Double) {
    self.clip = clip
    self.noiseMultiplier = noiseMultiplier
    self.samplingRate = samplingRate
    self.delta = delta
  }

  /// The accountant of a step.
  ///
  /// - Throws: `LanguageModelError` if a value is outside its range.
  public func accountant() throws(LanguageModelError) -> RenyiAccountant {
    guard clip > 0, clip.isFinite else {
      throw LanguageModelError(.option, "the longest gradient lies above 0, not \(clip)")
    }
    let accountant = try RenyiAccountant(
      noiseMultiplier: noiseMultiplier, samplingRate: samplingRate)
    _ = try accountant.guarantee(steps: 0, delta: delta)
    return accountant
  }
}
