import Foundation

/// The values of one numeric feature at which an attack looks: multiples of a step, by index.
///
/// As in the paper the observed range counts as [-1, 1] and the grid reaches to ±1.1, so that a
/// threshold at an end is seen from both sides (Tramèr et al. 2016, §5.2).
struct ValueGrid: Sendable, Hashable {
  /// The first index.
  let lower: Int
  /// The last index.
  let upper: Int
  private let middle: Double
  private let step: Double
  private let isWhole: Bool

  /// The grid of a range.
  ///
  /// - Parameters:
  ///   - minimum: The smallest value observed.
  ///   - maximum: The largest value observed.
  ///   - epsilon: The step, where the range has length 2.
  ///   - isWhole: Whether values are whole numbers: then these are the grid, unless it is coarser.
  init(minimum: Double, maximum: Double, epsilon: Double, isWhole: Bool = false) {
    let half = maximum > minimum ? maximum / 2 - minimum / 2 : 1
    self.isWhole = isWhole
    if isWhole, half * epsilon < 1 {
      (middle, step) = (minimum.rounded(.down), 1)
      (lower, upper) = (-1, Int((maximum - middle).rounded(.up)) + 1)
    } else {
      let end = Int((1.1 / epsilon).rounded())
      (middle, step) = (minimum / 2 + maximum / 2, half * epsilon)
      (lower, upper) = (-end, end)
    }
  }

  /// The value at an index.
  func value(at index: Int) -> Double {
    let value = middle + Double(index) * step
    return isWhole ? value.rounded() : value
  }

  /// The value of the grid that is nearest to another one.
  func rounded(_ value: Double) -> Double { self.value(at: nearest(to: value)) }

  /// The index of a value of the grid; `nil` for any other number.
  func index(of value: Double) -> Int? {
    let index = nearest(to: value)
    return self.value(at: index) == value ? index : nil
  }

  private func nearest(to value: Double) -> Int {
    Int(min(max(((value - middle) / step).rounded(), Double(lower)), Double(upper)))
  }

  /// The end that is farther from 0.
  var far: Int { abs(value(at: lower)) > abs(value(at: upper)) ? lower : upper }
}
