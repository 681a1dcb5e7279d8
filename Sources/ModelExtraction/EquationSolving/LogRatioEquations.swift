// The logarithms of softmax probabilities are linear in the weights, but for one shift per answer:
//
//   log f_k(x) - mean_j log f_j(x) = (w_k - mean w) x + (b_k - mean b)
//
// So each answer gives c equations with one coefficient vector [x 1] for all of them, and d + 1
// answers determine every weight, up to the shift common to all classes that no probability
// shows. Tramèr et al. 2016, §4.1.1 solves the binary case so; §4.1.2 minimises a loss for c > 2,
// where none is needed.
//
// An answer in which some probabilities are 0 gives these equations for the others, with the mean
// taken over them alone. Then the classes share no matrix, and all unknowns stand in one system.

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
  }

  private let design: Matrix
  private let probabilities: Matrix
  private let weights: [Double]?

  /// The equations of all answers of a pool with at least two telling probabilities.
  init(_ pool: AnswerPool, _ basis: DesignBasis) {
    let rows = (0..<pool.count).filter { row in
      pool.probabilities[row: row].count { $0.isTelling } >= 2
    }
    design = basis.design(pool.points.selectingRows(rows))
    probabilities = pool.probabilities.selectingRows(rows)
    // Rounding by δ moves log p by δ / p: an answer counts as its least certain probability does.
    weights =
      pool.decimals == nil
      ? nil
      : rows.map { row in
        1
          / pool.probabilities[row: row].reduce(0) { $1.isTelling ? $0 + 1 / ($1 * $1) : $0 }
          .squareRoot()
      }
  }

  /// Number of answers in the system.
  var count: Int { design.rows }

  /// Solves the system; `nil` without an equation.
  func solve() -> Solution? {
    guard count > 0 else { return nil }
    return probabilities.elements.allSatisfy(\.isTelling) ? solveShared() : solveStacked()
  }

  /// One system for all classes: by LU where it is square and regular, by least squares otherwise.
  private func solveShared() -> Solution? {
    let logarithms = Matrix((0..<count).map { centredLogarithms($0).map { $0 ?? 0 } })
    if weights == nil, design.rows == design.columns, let exact = solveSquare(logarithms) {
      return Solution(coefficients: exact, rank: design.columns)
    }
    guard let least = weighted(design).leastSquares(weighted(logarithms)) else { return nil }
    return Solution(coefficients: least.solution, rank: least.rank)
  }

  /// One system of all unknowns, of which the smallest solution is the centred one.
  private func solveStacked() -> Solution? {
    let (classes, width) = (probabilities.columns, design.columns)
    var rows: [[Double]] = []
    var right: [[Double]] = []
    for i in 0..<count {
      let logarithms = centredLogarithms(i)
      let telling = Double(logarithms.count { $0 != nil })
      let weight = weights?[i] ?? 1
      for k in 0..<classes {
        guard let logarithm = logarithms[k] else { continue }
        var row = [Double](repeating: 0, count: classes * width)
        for l in 0..<classes where logarithms[l] != nil {
          let share = weight * ((k == l ? 1 : 0) - 1 / telling)
          for j in 0..<width { row[l * width + j] = share * design[i, j] }
        }
        rows.append(row)
        right.append([weight * logarithm])
      }
    }
    guard let least = Matrix(rows).leastSquares(Matrix(right)) else { return nil }
    let coefficients = Matrix(rows: classes, columns: width, elements: least.solution.elements)
    return Solution(coefficients: coefficients.transposed(), rank: least.rank / (classes - 1))
  }

  /// Solves a square system; `nil` if it is singular to working precision.
  ///
  /// LU hardly ever notices that by itself. One more right-hand side, of ±1 in an irregular order,
  /// does: the smaller the smallest singular value, the longer its solution, whatever the answers.
  private func solveSquare(_ logarithms: Matrix) -> Matrix? {
    var generator = PhiloxGenerator(seed: 0)
    let right = Matrix(
      (0..<count).map { logarithms[row: $0] + [generator.uniform() < 0.5 ? -1 : 1] })
    guard let solution = design.solving(right) else { return nil }
    let probe = (0..<count).map { solution[$0, logarithms.columns] }
    let condition = (dot(probe, probe) * dot(design.elements, design.elements)).squareRoot()
    guard condition < 1e12 * Double(count) else { return nil }
    return Matrix((0..<count).map { Array(solution[row: $0].dropLast()) })
  }

  /// Logarithms of the telling probabilities of an answer, shifted to mean 0; `nil` for the others.
  private func centredLogarithms(_ i: Int) -> [Double?] {
    let logarithms = probabilities[row: i].map { $0.isTelling ? log($0) : nil }
    let telling = logarithms.compactMap { $0 }
    let mean = telling.reduce(0, +) / Double(telling.count)
    return logarithms.map { $0.map { $0 - mean } }
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
