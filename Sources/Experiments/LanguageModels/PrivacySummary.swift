public import LanguageModels
import Reports

/// What a private training guarantees: printed by `skua lm privacy`, and by `skua lm train` for a
/// private one.
public struct PrivacySummary: Sendable, Encodable {
  /// The bound in nats, by the improved conversion.
  public let epsilon: Double
  /// The same by the classic conversion of 2017, to compare with older work.
  public let classicEpsilon: Double
  /// The probability that the guarantee leaves out.
  public let delta: Double
  /// Deviation of the noise, in units of the longest gradient of a document.
  public let noiseMultiplier: Double
  /// Probability that a step takes a document.
  public let samplingRate: Double
  /// Steps accounted for.
  public let steps: Int
  /// What one more or less of is hidden: a document.
  public let unit = "document"
  /// The order of the divergence that gave epsilon; `null` before the first step.
  @Nullable public var order: Double?
  /// What a reader should know about the numbers.
  public internal(set) var notes: [String]

  /// Accounts for steps of a plan.
  ///
  /// - Throws: `LanguageModelError` if a value is outside its range.
  public init(_ plan: PrivacyPlan, steps: Int) throws(LanguageModelError) {
    let accountant = try plan.accountant()
    let guarantee = try accountant.guarantee(steps: steps, delta: plan.delta)
    epsilon = guarantee.epsilon
    classicEpsilon = try accountant.guarantee(steps: steps, delta: plan.delta, .classic).epsilon
    delta = plan.delta
    noiseMultiplier = plan.noiseMultiplier
    samplingRate = plan.samplingRate
    self.steps = steps
    notes =
      guarantee.isAtEdge
      ? [
        "the least epsilon is that of the \(guarantee.order == accountant.orders.first ? "first" : "last") "
          + "order of divergence looked at: it holds, but others might give less"
      ] : []
    order = guarantee.order
  }

  /// Accounts for steps with a given noise, or with the least that keeps to an epsilon.
  ///
  /// - Throws: `LanguageModelError` if a value is outside its range, or no noise is enough.
  public init(
    _ noise: PrivacyRequest.Noise, samplingRate: Double, steps: Int, delta: Double
  ) throws(LanguageModelError) {
    let multiplier =
      switch noise {
      case .multiplier(let multiplier): multiplier
      case .epsilon(let epsilon):
        try RenyiAccountant.reaching(
          epsilon: epsilon, delta: delta, samplingRate: samplingRate, steps: steps
        ).noiseMultiplier
      }
    try self.init(
      PrivacyPlan(noiseMultiplier: multiplier, samplingRate: samplingRate, delta: delta),
      steps: steps)
  }

  /// The summary for people.
  public var text: String {
    """
    epsilon \(NumberFormat.decimal(epsilon)) at delta \(NumberFormat.scientific(delta, significant: 2)) \
    for each document
    noise multiplier \(NumberFormat.decimal(noiseMultiplier, places: 4)), \
    \(NumberFormat.count(steps)) steps at a sampling rate of \
    \(NumberFormat.decimal(samplingRate, places: 6))
    """
  }
}
