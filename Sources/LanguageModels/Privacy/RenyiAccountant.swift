// What a training with noise gives away at most, by Rényi divergences.
//
// Mironov, Talwar and Zhang 2019, "Rényi Differential Privacy of the Sampled Gaussian Mechanism":
// a step takes each document with probability q, sums vectors of length 1 at most, and adds normal
// noise of deviation s to every coordinate. One document more or less changes the outcome's
// distribution from N(0, s^2) to at worst (1 - q) N(0, s^2) + q N(1, s^2), whose Rényi divergence of
// order a is e(a). Steps add up: T of them have T e(a), for every order. Then, for any order,
//   epsilon = T e(a) + log(1 / delta) / (a - 1)                               (Mironov 2017, prop. 3)
//   epsilon = T e(a) + log((a - 1) / a) - (log delta + log a) / (a - 1)       (Balle et al. 2020,
//                                         theorem 21; Canonne, Kamath and Steinke 2020, prop. 12)
// and the least over the orders is the answer.

import Foundation

/// Bounds what noisy steps on random documents reveal of any one document.
///
/// Neighbours are texts of which one has a document more; how many there are, which the sampling
/// rate tells, counts as known. The bound holds for exact arithmetic, and for whoever doesn't know
/// the noise.
public struct RenyiAccountant: Sendable {
  /// How divergences become an epsilon.
  public enum Conversion: String, Sendable, CaseIterable {
    /// Mironov 2017, proposition 3.
    case classic
    /// Balle et al. 2020, theorem 21: never worse for a delta below a half.
    case improved
  }

  /// Deviation of the noise, in units of the longest contribution of a document.
  public let noiseMultiplier: Double
  /// Probability that a step takes a document.
  public let samplingRate: Double
  /// The orders, ascending, each above 1.
  public let orders: [Double]
  /// The divergence of one step in nats, for each order.
  public let divergences: [Double]

  /// Least noise that is accounted for: below it, epsilon is in the thousands.
  public static let leastNoise = 0.01

  /// Orders for epsilons from about 0.01 to some hundreds: quarters at first, then whole numbers.
  public static let usualOrders: [Double] =
    [1.01, 1.02, 1.05, 1.1, 1.15, 1.2] + (5..<44).map { Double($0) / 4 }
    + (11...64).map(Double.init)
    + (0...3).flatMap { octave in
      [80, 96, 112, 128].map { Double($0 << octave) }
    }

  /// The divergences of one step.
  ///
  /// - Complexity: The sum of the orders, times the logarithm's cost: about a millisecond, tenths of a second for
  ///   the least noise, whose integrals need more points.
  /// - Throws: `LanguageModelError` if the noise, the rate or an order is outside its range.
  public init(
    noiseMultiplier: Double, samplingRate: Double, orders: [Double] = usualOrders
  ) throws(LanguageModelError) {
    guard noiseMultiplier >= Self.leastNoise, noiseMultiplier.isFinite else {
      throw LanguageModelError(
        .option,
        "a noise multiplier is \(Self.leastNoise) or more, not \(noiseMultiplier): less noise hides "
          + "nothing")
    }
    guard samplingRate > 0, samplingRate <= 1 else {
      throw LanguageModelError(
        .option, "a sampling rate lies above 0 and is 1 at most, not \(samplingRate)")
    }
    guard !orders.isEmpty, orders.allSatisfy({ $0 > 1 && $0 <= 65536 }) else {
      throw LanguageModelError(.option, "orders of divergences lie above 1 and up to 65536")
    }
    self.noiseMultiplier = noiseMultiplier
    self.samplingRate = samplingRate
    self.orders = orders.sorted()
    divergences = self.orders.map {
      SampledGaussian(noise: noiseMultiplier, rate: samplingRate).divergence(order: $0)
    }
  }

  /// What a number of steps guarantees at a delta.
  ///
  /// - Throws: `LanguageModelError` if delta is outside (0, 1) or there are less than 0 steps.
  public func guarantee(
    steps: Int, delta: Double, _ conversion: Conversion = .improved
  ) throws(LanguageModelError) -> PrivacyGuarantee {
    guard delta > 0, delta < 1 else {
      throw LanguageModelError(.option, "delta lies between 0 and 1, not \(delta)")
    }
    guard steps >= 0 else {
      throw LanguageModelError(.option, "steps are 0 or more, not \(steps)")
    }
    guard steps > 0 else { return PrivacyGuarantee(epsilon: 0, delta: delta) }
    let epsilons = zip(orders, divergences).map { order, divergence in
      Double(steps) * divergence + Self.cost(order, delta, conversion)
    }
    let best = epsilons.indices.min { epsilons[$0] < epsilons[$1] }!
    return PrivacyGuarantee(
      epsilon: max(0, epsilons[best]), delta: delta, order: orders[best],
      isAtEdge: orders.count > 1 && (best == 0 || best == orders.count - 1) && epsilons[best] > 0)
  }

  /// What an order adds to the divergence of all steps.
  private static func cost(_ order: Double, _ delta: Double, _ conversion: Conversion) -> Double {
    switch conversion {
    case .classic: -log(delta) / (order - 1)
    case .improved: log1p(-1 / order) - (log(delta) + log(order)) / (order - 1)
    }
  }
}
