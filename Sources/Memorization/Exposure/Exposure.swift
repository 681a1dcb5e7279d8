/// How much better than chance a model ranks a secret, in bits.
///
/// Carlini et al. 2019, "The Secret Sharer", §4.2: the exposure of a secret of a space R is
/// log2 |R| - log2 rank, its rank that among all members by likelihood. A secret that a model has not seen has a
/// median of 1 bit and a mean of 1.44; one that stands first has log2 |R|.
public struct Exposure: Sendable, Hashable {
  /// How the rank is found.
  public enum Estimator: String, Sendable, Codable, CaseIterable {
    /// All members were compared: exact.
    case rank
    /// The rank among some members drawn at random; it ends at the logarithm of their number.
    case interpolation
    /// The tail of a skew normal distribution that is fitted to them; it has no end.
    case extrapolation
  }

  /// The estimator.
  public let estimator: Estimator
  /// The exposure in bits.
  public let bits: Double

  /// An exposure.
  public init(_ estimator: Estimator, bits: Double) {
    self.estimator = estimator
    self.bits = bits
  }
}
