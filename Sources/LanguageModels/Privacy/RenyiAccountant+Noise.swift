extension RenyiAccountant {
  /// The least noise, in ten-thousandths, with which steps keep to an epsilon.
  ///
  /// Epsilon falls as the noise grows: bisection, after doubling or halving from 1.
  /// - Returns: The accountant with that noise.
  /// - Throws: `LanguageModelError` if a value is outside its range, or epsilon is less than the orders
  ///   can show with any noise.
  public static func reaching(
    epsilon: Double, delta: Double, samplingRate: Double, steps: Int,
    _ conversion: Conversion = .improved, orders: [Double] = usualOrders
  ) throws(LanguageModelError) -> RenyiAccountant {
    guard epsilon > 0, epsilon.isFinite else {
      throw LanguageModelError(.option, "epsilon lies above 0, not \(epsilon)")
    }
    guard steps >= 1 else {
      throw LanguageModelError(.option, "steps are 1 or more, not \(steps)")
    }
    func accountant(_ units: Int) throws(LanguageModelError) -> RenyiAccountant {
      try RenyiAccountant(
        noiseMultiplier: Double(units) / 10_000, samplingRate: samplingRate, orders: orders)
    }
    func epsilonOf(_ units: Int) throws(LanguageModelError) -> Double {
      try accountant(units).guarantee(steps: steps, delta: delta, conversion).epsilon
    }
    let least = Int(leastNoise * 10_000)
    var (low, high) = (5000, 10_000)
    while try epsilonOf(high) > epsilon {
      (low, high) = (high, 2 * high)
      guard high < 1 << 40 else {
        throw LanguageModelError(
          .option,
          "an epsilon of \(epsilon) at delta \(delta) is less than orders of divergence up to "
            + "\(orders.max() ?? 1) can show with any noise; ask for more, or raise delta")
      }
    }
    while low >= least, try epsilonOf(low) <= epsilon { (low, high) = (low / 2, low) }
    low = max(low, least - 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try epsilonOf(middle) <= epsilon { high = middle } else { low = middle }
    }
    return try accountant(high)
  }
}
