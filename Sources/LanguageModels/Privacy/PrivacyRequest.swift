import Foundation

/// A wish for a private training, to be made a plan once the documents are counted.
public struct PrivacyRequest: Sendable, Hashable {
  /// How much noise.
  public enum Noise: Sendable, Hashable {
    /// This deviation, in units of the longest gradient.
    case multiplier(Double)
    /// As much as this epsilon takes at the end.
    case epsilon(Double)
  }

  /// How much noise.
  public var noise: Noise
  /// The probability that the guarantee leaves out; `PrivacyRequest.usualDelta` without it.
  public var delta: Double?
  /// The longest gradient of a document.
  public var clip: Float
  /// Documents of a step on average.
  public var expectedBatch: Int

  /// A request.
  public init(_ noise: Noise, delta: Double? = nil, clip: Float = 1, expectedBatch: Int = 256) {
    self.noise = noise
    self.delta = delta
    self.clip = clip
    self.expectedBatch = expectedBatch
  }

  /// 1e-5, or N^-1.1 for more than 35,112 documents: always below 1/N, since a delta of 1/N would
  /// allow one document to be published as it is.
  public static func usualDelta(documents: Int) -> Double {
    min(1e-5, pow(Double(max(1, documents)), -1.1))
  }

  /// The plan for a number of documents and steps.
  ///
  /// - Throws: `LanguageModelError` if a value is outside its range, or a batch has more documents than
  ///   there are.
  public func plan(documents: Int, steps: Int) throws(LanguageModelError) -> PrivacyPlan {
    guard expectedBatch >= 1, expectedBatch <= documents else {
      throw LanguageModelError(
        .option,
        "a batch of \(expectedBatch) documents on average, but there are \(documents) to train on; "
          + "ask for 1 to \(documents)")
    }
    let rate = Double(expectedBatch) / Double(documents)
    let delta = delta ?? Self.usualDelta(documents: documents)
    var plan = PrivacyPlan(clip: clip, noiseMultiplier: 1, samplingRate: rate, delta: delta)
    switch noise {
    case .multiplier(let multiplier):
      plan.noiseMultiplier = multiplier
    case .epsilon(let epsilon):
      plan.noiseMultiplier = try RenyiAccountant.reaching(
        epsilon: epsilon, delta: delta, samplingRate: rate, steps: steps
      ).noiseMultiplier
    }
    _ = try plan.accountant()
    return plan
  }
}
