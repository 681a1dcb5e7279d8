import Foundation

/// Where thresholds are likely to lie, learned from those that were found.
///
/// A mixture: a threshold is one that was found on the same feature before, or lies on a decimal
/// grid, a coarse one or a fine one, or lies anywhere. Each query halves what is left of the
/// probability, so that a threshold costs about -log2 of the probability of its cell: the plain
/// binary search's log2(range / epsilon) where nothing is known, and a handful of queries where the
/// data are whole numbers. The verifying probes come by themselves: a likely threshold t is asked at
/// t and at t + epsilon, and what the answers leave is proven.
struct ThresholdPrior {
  private let epsilon: Double
  /// The grids, from the coarsest to the finest.
  private let grids: [DecimalGrid]
  /// How often each grid, or none, held the threshold: of each feature, and of all.
  private var counts: [[Double]]
  private var total: [Double]
  /// Thresholds found, by feature.
  private var found: [[Double]]
  /// How often a threshold was one that was known, and how often it could have been.
  private var repeats = 0.0
  private var trials = 0.0

  init(features: Int, epsilon: Double) {
    self.epsilon = epsilon
    let finest = Int(log10(epsilon * 4).rounded(.up))
    grids = stride(from: max(finest, 6), through: finest, by: -1).flatMap {
      [DecimalGrid(exponent: $0), DecimalGrid(exponent: $0, isHalfway: true)]
    }
    counts = Array(repeating: Array(repeating: 0, count: grids.count + 1), count: features)
    total = Array(repeating: 0, count: grids.count + 1)
    found = Array(repeating: [], count: features)
  }

  /// The value to ask next.
  ///
  /// - Parameters:
  ///   - feature: The feature.
  ///   - bracket: Where its threshold lies.
  ///   - start: Where it lay when the search began.
  func cut(feature: Int, _ bracket: Bracket, since start: Bracket) -> Double {
    guard bracket.width > 2 * epsilon else { return bracket.middle }
    let mixture = mixture(feature, bracket, start)
    let half = mixture.mass(below: bracket.upper) / 2
    guard half > 0 else { return bracket.middle }
    var (lower, upper) = (bracket.lower, bracket.upper)
    for _ in 0..<52 {
      let middle = lower + (upper - lower) / 2
      if mixture.mass(below: middle) < half { lower = middle } else { upper = middle }
    }
    // Where a single point holds much, either it or what follows it is asked.
    var choice = upper
    if let point = mixture.point(near: upper, within: epsilon * 1e-3) {
      let after = point + epsilon
      choice =
        abs(mixture.mass(below: point) - half) <= abs(mixture.mass(below: after) - half)
        ? point : after
    }
    let margin = epsilon / 2
    return min(max(choice, bracket.lower + margin), bracket.upper - margin)
  }

  /// Learns from a threshold that was found.
  mutating func record(feature: Int, _ bracket: Bracket) {
    if found[feature].contains(where: { bracket.lower <= $0 && $0 < bracket.upper }) {
      repeats += 1
      trials += 1
      return
    }
    if !found[feature].isEmpty { trials += 1 }
    found[feature].append(bracket.shortestDecimal)
    let kind =
      grids.firstIndex { $0.count(from: bracket.lower, below: bracket.upper) > 0 } ?? grids.count
    counts[feature][kind] += 1
    total[kind] += 1
  }

  private func mixture(_ feature: Int, _ bracket: Bracket, _ start: Bracket) -> Mixture {
    var parts: [(grid: DecimalGrid, density: Double)] = []
    // A grid of all features counts as one observation of this one.
    let sum = max(1, total.reduce(0, +))
    func weight(_ kind: Int) -> Double {
      counts[feature][kind] + 4 * (total[kind] / sum) + 0.05
    }
    for (kind, grid) in grids.enumerated() {
      let points = grid.count(from: start.lower, below: start.upper)
      if points > 0 { parts.append((grid, weight(kind) / points)) }
    }
    let known = found[feature].filter { start.lower <= $0 && $0 < start.upper }
    let left = known.filter { bracket.lower <= $0 && $0 < bracket.upper }.sorted()
    let all = counts[feature].reduce(0, +) + 4 + 0.05 * Double(grids.count + 1)
    let share = (repeats + 0.1) / (trials + 2)
    let repeated = known.isEmpty ? 0 : all * share / (1 - share) / Double(known.count)
    return Mixture(
      lower: bracket.lower, parts: parts,
      density: (weight(grids.count) + 0.5) / max(start.width, epsilon), known: left,
      knownMass: repeated)
  }
}

/// The probability, up to a factor, of thresholds in a bracket.
private struct Mixture {
  let lower: Double
  /// Grids, with the mass of one point.
  let parts: [(grid: DecimalGrid, density: Double)]
  /// The mass of a unit of length.
  let density: Double
  /// Thresholds that were found before, rising.
  let known: [Double]
  /// The mass of each.
  let knownMass: Double

  /// The mass of the thresholds below a bound.
  func mass(below bound: Double) -> Double {
    var sum = density * (bound - lower)
    for part in parts { sum += part.density * part.grid.count(from: lower, below: bound) }
    for number in known {
      if number >= bound { break }
      sum += knownMass
    }
    return sum
  }

  /// The point of any part that is as near as that to a number.
  func point(near number: Double, within distance: Double) -> Double? {
    if let near = known.min(by: { abs($0 - number) < abs($1 - number) }),
      abs(near - number) <= distance
    {
      return near
    }
    for part in parts {
      if let near = part.grid.nearest(
        to: number, from: number - distance, below: number + distance)
      {
        return near
      }
    }
    return nil
  }
}
