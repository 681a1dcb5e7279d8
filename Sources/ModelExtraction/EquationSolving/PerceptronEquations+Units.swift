// Taking a unit from a perceptron and giving it one, where a search ended near to a solution.
//
// The minima next to a solution have two of the target's units that are alike merged into one, and
// another unit in two copies. The copies are merged, which the others hardly notice; then the unit
// is split that gains most by it. Splitting a unit a with output weights b into a + εv and a - εv
// with b/2 each changes the cost by ε²/2 v'S v, with S = -Σ_i (r_i b) s''(a x_i) x_i x_i' and r the
// residuals, so the eigenvector of the least eigenvalue of S is the best direction (Liu, Wu and
// Wang 2019, "Splitting steepest descent for growing neural architectures").

import Estimators
import LinearAlgebra

extension PerceptronEquations {
  /// Hidden weights of other units and what they cost: one row of the design's width per unit.
  typealias Proposal = (point: [Double], cost: Double)

  /// Replaces two units by one, every pair that points about the same way; the cheapest first.
  func mergers(of point: [Double]) -> [Proposal] {
    var fewer = self
    fewer.hidden -= 1
    let width = design.columns
    let output = outputLayer(fit(point).features)
    let weights = (0..<hidden).map { Array(point[($0 * width)..<(($0 + 1) * width)]) }
    var proposals: [Proposal] = []
    for i in weights.indices {
      for j in weights.indices.dropFirst(i + 1) {
        let cosine =
          dot(weights[i], weights[j])
          / (dot(weights[i], weights[i]) * dot(weights[j], weights[j])).squareRoot()
        let sign = activation == .tanh && cosine < 0 ? -1.0 : 1.0
        guard sign * cosine > 0.9 else { continue }
        let (first, second) = (output[row: i], output[row: j])
        let sum = zip(first, second).map { $0 + sign * $1 }
        let square = dot(sum, sum)
        // To first order, this share of each keeps what both compute together.
        let share = square > 0 ? dot(Array(first), sum) / square : 0.5
        var merged = point
        for k in 0..<width {
          merged[i * width + k] = share * weights[i][k] + (1 - share) * sign * weights[j][k]
        }
        merged.removeSubrange((j * width)..<((j + 1) * width))
        proposals.append((merged, fewer.cost(at: merged)))
      }
    }
    return proposals.sorted { $0.cost < $1.cost }
  }

  /// Splits the unit that gains most into two; `nil` if no unit gains by it.
  func splitting(_ point: [Double]) -> Proposal? {
    var more = self
    more.hidden += 1
    let fit = fit(point)
    let output = outputLayer(fit.features)
    let width = design.columns
    var best: Proposal?
    for unit in 0..<hidden {
      let range = (unit * width)..<((unit + 1) * width)
      let pull = fit.residuals.multiplied(by: Array(output[row: unit]))
      guard let direction = splitDirection(fit.features, unit, pull: pull) else { continue }
      let norm = dot(Array(point[range]), Array(point[range])).squareRoot()
      for distance in [0.05, 0.1, 0.2, 0.4, 0.8] {
        var split = point
        for (i, step) in zip(range, direction) { split[i] += distance * norm * step }
        split += zip(point[range], direction).map { $0 - distance * norm * $1 }
        let cost = more.cost(at: split)
        if cost < best?.cost ?? .infinity { best = (split, cost) }
      }
    }
    return best
  }

  /// The direction in which splitting a unit lowers the cost most, of length 1.
  ///
  /// - Parameters:
  ///   - features: `(q, hidden + 1)`.
  ///   - unit: The unit to be split.
  ///   - pull: The residuals times the unit's output weights, q of them.
  private func splitDirection(_ features: Matrix, _ unit: Int, pull: [Double]) -> [Double]? {
    var scaled = design
    let width = design.columns
    for i in 0..<design.rows {
      let factor = -pull[i] * activation.secondDerivative(fromValue: features[i, unit])
      for k in 0..<width { scaled.elements[i * width + k] *= factor }
    }
    let matrix = design.multiplied(by: scaled, transposingSelf: true)
    guard let eigen = matrix.symmetricEigen(), eigen.values[0] < 0 else { return nil }
    return Array(eigen.vectors[row: 0])
  }
}
