import Estimators
import Foundation

/// What is known of one numeric feature: its score at some values, and where it must still change.
struct NumericTrack {
  /// The feature's index.
  let feature: Int
  let grid: ValueGrid
  /// The indices whose score is known, rising.
  private(set) var indices: [Int] = []
  private var scores: [Int: Score] = [:]
  /// Parts of the grid that hold a threshold, or may.
  private(set) var brackets: [Bracket] = []
  /// Whether the score is the number itself times a weight, so that there are no bins.
  private(set) var isPlain = false

  /// Two values with different scores and nothing known in between.
  struct Bracket {
    let lower: Int
    let upper: Int
    /// How many values in a row, each inside of the one before, showed no further bin.
    let calm: Int

    var middle: Int { lower + (upper - lower) / 2 }
  }

  init(feature: Int, grid: ValueGrid) {
    self.feature = feature
    self.grid = grid
  }

  /// Bits that are missing of the thresholds known to be there.
  var openBits: Double { brackets.reduce(0) { $0 + log2(Double($1.upper - $1.lower)) } }

  /// The score at an index: learnt, or implied by equal ones on both sides; `nil` if it is open.
  func score(at index: Int) -> Score? {
    if isPlain { return line(at: grid.value(at: index)) }
    if let score = scores[index] { return score }
    guard let (below, above) = neighbours(of: index), let below, let above,
      let (low, high) = (scores[below], scores[above]) as? (Score, Score), low.agrees(with: high)
    else { return nil }
    return low.error < high.error ? low : high
  }

  /// The scores that the middle of a bracket has unless it lies in a bin of its own.
  func candidates(in bracket: Bracket, mayBePlain: Bool) -> [Score] {
    guard let low = scores[bracket.lower], let high = scores[bracket.upper] else { return [] }
    if low.agrees(with: high) { return [low] }
    let isWhole = bracket.lower == grid.lower && bracket.upper == grid.upper
    return mayBePlain && isWhole
      ? [low, high, line(at: grid.value(at: bracket.middle))] : [low, high]
  }

  /// Takes in a score, and finds out which brackets it closes and opens.
  mutating func learn(_ score: Score, at index: Int) {
    isPlain = false
    let (below, above) = neighbours(of: index) ?? (nil, nil)
    let adjacent = [below, above].compactMap(\.self)
    let same = adjacent.first { scores[$0].map(score.agrees(with:)) ?? false }
    let parent = brackets.first { $0.lower < index && index < $0.upper }
    brackets.removeAll { $0.lower <= index && index <= $0.upper }
    if scores.updateValue(score, forKey: index) == nil {
      indices.insert(index, at: indices.firstIndex { $0 > index } ?? indices.count)
    }
    // Of two sightings of one bin the more exact one counts.
    if let same, let other = scores[same], other.error < score.error { scores[index] = other }
    let calm = same == nil || parent == nil ? 0 : (parent?.calm ?? 0) + 1
    if let below { open(below, index, calm) }
    if let above { open(index, above, calm) }
  }

  private mutating func open(_ lower: Int, _ upper: Int, _ calm: Int) {
    guard upper - lower > 1, let low = scores[lower], let high = scores[upper],
      !low.agrees(with: high)
    else { return }
    brackets.append(Bracket(lower: lower, upper: upper, calm: calm))
  }

  /// Opens the whole grid, be its ends alike or not: one look inside tells a flat feature.
  mutating func openAll() {
    guard brackets.isEmpty, !isPlain, grid.upper - grid.lower > 1 else { return }
    brackets = [Bracket(lower: grid.lower, upper: grid.upper, calm: 0)]
  }

  /// Decides that the score is a weight times the number.
  mutating func settleAsPlain() {
    isPlain = true
    brackets = []
  }

  /// Whether a number of 0 scores otherwise than a missing one.
  var plainMissingCounts: Bool {
    guard indices.count > 1 else { return false }
    let atZero = line(at: 0)
    return !atZero.agrees(with: Score(values: atZero.values.map { _ in 0 }, error: 0))
  }

  /// The straight line through the ends; through the origin where only one of them is known.
  private func line(at value: Double) -> Score {
    guard let first = indices.first, let last = indices.last, let a = scores[first],
      let b = scores[last]
    else { return Score(values: [], error: .infinity) }
    let (x, y) = (grid.value(at: first), grid.value(at: last))
    if first == last { return (value / x) * a }
    let share = (value - x) / (y - x)
    return (1 - share) * a + share * b
  }

  /// The known indices around one, which may be known itself.
  private func neighbours(of index: Int) -> (below: Int?, above: Int?)? {
    guard !indices.isEmpty else { return nil }
    return (indices.last { $0 < index }, indices.first { $0 > index })
  }

  /// The bins found so far, as the first and the last index of each.
  var bins: [(lower: Int, upper: Int)] {
    var bins: [(lower: Int, upper: Int)] = []
    var lower = grid.lower
    for upper in lastIndices {
      bins.append((lower, upper))
      lower = upper + 1
    }
    return bins + [(lower, grid.upper)]
  }

  /// The thresholds, each the last value of its bin; in an open bracket the middle.
  var thresholds: [Double] { lastIndices.map(grid.value(at:)) }

  private var lastIndices: [Int] {
    zip(indices, indices.dropFirst()).compactMap { lower, upper in
      guard let low = scores[lower], let high = scores[upper], !low.agrees(with: high) else {
        return nil
      }
      return lower + (upper - lower) / 2
    }
  }
}
