// Draws from the distributions that Skua needs.
//
// They are written out, since the standard library doesn't promise that `Double.random(in:using:)`
// and `shuffled(using:)` keep their mapping from bits to values from one version to the next.

import Foundation

extension RandomNumberGenerator {
  /// A uniform number in [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform number between two bounds, of which the upper is not reached except by rounding.
  public mutating func uniform(from lower: Double, to upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A normal number of mean 0 and variance 1 (Box and Muller 1958; the sine half is discarded).
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// A uniform integer below `bound`, without bias (Lemire 2019, multiply and reject).
  ///
  /// After 64 rejections in a row, of which no working generator is capable, the next draw is
  /// taken.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "no integer lies below \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      var rejections = 0
      while product.low < threshold, rejections < 64 {
        product = next().multipliedFullWidth(by: bound)
        rejections += 1
      }
    }
    return Int(product.high)
  }

  /// The integers below `count` in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    guard count > 1 else { return order }
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
    return order
  }
}
