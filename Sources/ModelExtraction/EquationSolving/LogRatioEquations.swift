// The logarithms of softmax probabilities are linear in the weights, but for one shift per answer:
//
//   log f_k(x) - mean_j log f_j(x) = (w_k - mean w) x + (b_k - mean b)
//
// So each answer gives c equations with one coefficient vector [x 1] for all of them, and d + 1
// answers determine every weight, up to the shift common to all classes that no probability
// shows. Tramèr et al. 2016, §4.1.1 solves the binary case so; §4.1.2 minimises a loss for c > 2,
// where none is needed.

import Foundation
import LinearAlgebra

/// The linear system that unsaturated answers form.
struct LogRatioEquations {
  /// What solving gave.
  struct Solution {
    /// The centred coefficients in the basis: `(rank, c)`.
    let coefficients: Matrix
    /// Rank of the system; below the unknowns per class, the solution is the one of minimum norm.
    let rank: Int
    /// Root mean square of the unweighted residuals, in nats.
    let residual: Double
  }

  private let design: Matrix
  private let logarithms: Matrix
  private let weights: [Double]?

  /// The equations of the usable rows of a pool.
  init(_ pool: AnswerPool, _ basis: DesignBasis) {
    let rows = pool.usableRows
    design = basis.design(pool.points.selectingRows(rows))
    logarithms = pool.centredLogarithms(of: rows)
    // Rounding by δ moves log p by δ / p: an answer counts as its least certain probability does.
    weights =
      pool.decimals == nil
      ? nil
      : rows.map { row in
        1 / pool.probabilities[row: row].reduce(0) { $0 + 1 / ($1 * $1) }.squareRoot()
      }
  }

  /// Number of answers in the system.
  var count: Int { design.rows }

  /// Solves the system: by LU where it is square and regular, by weighted least squares otherwise.
  func solve() -> Solution? {
    if weights == nil, design.rows == design.columns, let exact = solveSquare() {
      return Solution(
        coefficients: exact, rank: design.columns, residual: residual(of: exact))
    }
    guard count > 0, let least = weighted(design).leastSquares(weighted(logarithms)) else {
      return nil
    }
    return Solution(
      coefficients: least.solution, rank: least.rank, residual: residual(of: least.solution))
  }

  /// Solves a square system; `nil` if it is singular to working precision.
  ///
  /// LU hardly ever notices that by itself. One more right-hand side, of ±1 in an irregular order, does:
  /// the smaller the smallest singular value, the longer its solution, whatever the answers are.
  private func solveSquare() -> Matrix? {
    var generator = PhiloxGenerator(seed: 0)
    let probe = (0..<count).map { _ in generator.uniform() < 0.5 ? -1.0 : 1.0 }
    let right = Matrix((0..<count).map { Array(logarithms[row: $0]) + [probe[$0]] })
    guard let solution = design.solving(right) else { return nil }
    let length = solution.elements.indices.reduce(0) { sum, index in
      index % right.columns == right.columns - 1 ? sum + pow(solution.elements[index], 2) : sum
    }.squareRoot()
    let scale = dot(design.elements, design.elements).squareRoot() / Double(count).squareRoot()
    guard length * scale < 1e12 * Double(count).squareRoot() else { return nil }
    return Matrix((0..<count).map { Array(solution[row: $0].dropLast()) })
  }

  private func residual(of coefficients: Matrix) -> Double {
    let fitted = design.multiplied(by: coefficients)
    let sum = zip(fitted.elements, logarithms.elements).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
    return (sum / Double(max(1, fitted.elements.count))).squareRoot()
  }

  private func weighted(_ matrix: Matrix) -> Matrix {
    guard let weights else { return matrix }
    var result = matrix
    for i in 0..<matrix.rows {
      for j in 0..<matrix.columns { result[i, j] *= weights[i] }
    }
    return result
  }
}
