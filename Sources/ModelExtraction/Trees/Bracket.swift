import Foundation

/// Where a threshold lies: the lower bound goes to the left, so that it is at most the threshold;
/// the upper one goes to the right, so that it is above.
struct Bracket: Hashable {
  var lower: Double
  var upper: Double

  var width: Double { upper - lower }

  /// Whether the threshold is known to within epsilon, or as well as numbers can tell.
  func isResolved(_ epsilon: Double) -> Bool {
    width <= epsilon * (1 + 1e-6) || middle <= lower || middle >= upper
  }

  var middle: Double { lower + width / 2 }

  /// Whether a number goes to the left; within the bracket the nearer end decides.
  func isLeft(_ number: Double) -> Bool {
    number <= lower || (number < upper && number < middle)
  }

  func overlaps(_ other: Bracket) -> Bool { lower < other.upper && other.lower < upper }

  func intersection(_ other: Bracket) -> Bracket {
    Bracket(lower: max(lower, other.lower), upper: min(upper, other.upper))
  }

  /// The number of fewest decimals in the bracket; of several, the one nearest to the middle.
  ///
  /// Thresholds of trained trees lie halfway between two values of the data, which are decimal.
  var shortestDecimal: Double {
    if lower <= 0, 0 < upper { return 0 }
    let largest = Int(log10(max(abs(lower), abs(upper))).rounded(.down)) + 1
    for exponent in stride(from: largest, through: largest - 18, by: -1) {
      let number = DecimalGrid(exponent: exponent).nearest(to: middle, from: lower, below: upper)
      if let number { return number }
    }
    return lower
  }
}

/// The multiples of a power of ten, or the numbers halfway between them.
struct DecimalGrid: Hashable {
  /// The power of ten.
  let exponent: Int
  /// Whether the grid lies halfway.
  var isHalfway = false

  /// The distance of neighbours.
  var unit: Double { pow(10, Double(exponent)) }

  /// The point of a number: multiples of a negative power are quotients, which round once.
  func point(_ number: Double) -> Double {
    let place = isHalfway ? number + 0.5 : number
    return exponent >= 0 ? place * pow(10, Double(exponent)) : place / pow(10, Double(-exponent))
  }

  /// Number of points in [lower, upper).
  func count(from lower: Double, below upper: Double) -> Double {
    max(0, first(from: upper) - first(from: lower))
  }

  /// The number of the first point that isn't below a bound.
  private func first(from bound: Double) -> Double {
    let scaled =
      exponent >= 0 ? bound / pow(10, Double(exponent)) : bound * pow(10, Double(-exponent))
    let place = isHalfway ? scaled - 0.5 : scaled
    // What rounding has moved off a point is put back.
    let near = place.rounded()
    return abs(place - near) < 1e-9 * max(1, abs(place)) ? near : place.rounded(.up)
  }

  /// The point of [lower, upper) that is nearest to a number in it; `nil` if there is none.
  func nearest(to number: Double, from lower: Double, below upper: Double) -> Double? {
    let start = first(from: number)
    return [start, start - 1].map(point).filter { lower <= $0 && $0 < upper }
      .min { abs($0 - number) < abs($1 - number) }
  }
}

/// The thresholds of each feature, by number, each found once.
struct ThresholdTable {
  private(set) var brackets: [[Bracket]]

  init(features: Int) { brackets = Array(repeating: [], count: features) }

  /// The number of a threshold in a bracket: a known one that may be the same, or a new one.
  mutating func number(of bracket: Bracket, feature: Int) -> Int {
    for index in brackets[feature].indices where brackets[feature][index].overlaps(bracket) {
      brackets[feature][index] = brackets[feature][index].intersection(bracket)
      return index
    }
    brackets[feature].append(bracket)
    return brackets[feature].count - 1
  }

  func value(feature: Int, number: Int) -> Double { brackets[feature][number].shortestDecimal }
}
