/// Differential privacy: with a document more or less, no outcome becomes more than e^epsilon times
/// as probable, but for a part of probability delta.
///
/// Dwork and Roth 2014, definition 2.4. Of r documents that belong together, the epsilon is r times
/// as large, and delta grows too (theorem 2.2 there).
public struct PrivacyGuarantee: Sendable, Codable, Hashable {
  /// The bound in nats; 0 or above.
  public let epsilon: Double
  /// The probability that is left out.
  public let delta: Double
  /// The order of the divergence that gave the least epsilon; `nil` before the first step.
  public let order: Double?
  /// Whether that is the first or last order looked at, so that others might give less. The bound
  /// holds all the same.
  public let isAtEdge: Bool

  /// A guarantee.
  public init(epsilon: Double, delta: Double, order: Double? = nil, isAtEdge: Bool = false) {
    self.epsilon = epsilon
    self.delta = delta
    self.order = order
    self.isAtEdge = isAtEdge
  }
}
