// One-vs-rest answers as a non-linear least-squares problem.
//
//   f_k = σ(z_k) / Σ_j σ(z_j),  z = W x + b:   log f_k - mean_j log f_j = log σ(z_k) - mean_j log
//   σ(z_j)
//
// An answer has c - 1 independent numbers, so c (d + 1) unknowns need at least c (d + 1) / (c - 1)
// answers. With P = I - 11'/c, which removes the mean, and g_k = d log σ / dz = σ(-z_k), the
// Jacobian of answer i is P diag(g_i) ⊗ [x_i 1], so that block (k, l) of J'J is P_kl Σ_i g_ik g_il
// [x 1]'[x 1]: one Gram matrix of the columns g_k [x 1], each block times P_kl.

import Estimators
import LinearAlgebra

/// The equations of one-vs-rest regression; a point is the coefficients `(c, rank)`, row after row.
struct OneVsRestEquations: LeastSquaresProblem {
  private let design: Matrix
  private let logarithms: Matrix
  private let projector: Matrix

  /// The equations of the given rows of a pool.
  init(_ pool: AnswerPool, rows: [Int], _ basis: DesignBasis) {
    design = basis.design(pool.points.selectingRows(rows))
    logarithms = pool.centredLogarithms(of: rows)
    let classes = pool.classes
    var projector = Matrix(rows: classes, columns: classes, repeating: -1 / Double(classes))
    for k in 0..<classes { projector[k, k] += 1 }
    self.projector = projector
  }

  /// Number of residuals, of which one per answer is implied by the others.
  var residualCount: Int { logarithms.elements.count }

  /// Independent numbers in the answers: c - 1 each.
  var numbers: Double { Double(logarithms.rows * (logarithms.columns - 1)) }

  func cost(at point: [Double]) -> Double {
    residuals(of: scores(at: point)).elements.reduce(0) { $0 + $1 * $1 } / 2
  }

  func normalEquations(
    at point: [Double], precision: Matrix.Precision
  ) -> NormalEquations {
    let scores = scores(at: point)
    let residuals = residuals(of: scores)
    let slopes = scores.elements.map { sigmoid(-$0) }
    let (classes, width) = (logarithms.columns, design.columns)
    var columns = Matrix(rows: design.rows, columns: classes * width)
    var pulled = Matrix(rows: design.rows, columns: classes)
    for i in 0..<design.rows {
      for k in 0..<classes {
        let slope = slopes[i * classes + k]
        pulled.elements[i * classes + k] = slope * residuals.elements[i * classes + k]
        let (from, to) = (i * width, (i * classes + k) * width)
        for j in 0..<width { columns.elements[to + j] = slope * design.elements[from + j] }
      }
    }
    return NormalEquations(
      gram: columns.blockGram(weights: projector),
      gradient: pulled.multiplied(by: design, transposingSelf: true).elements)
  }

  private func scores(at point: [Double]) -> Matrix {
    let coefficients = Matrix(rows: logarithms.columns, columns: design.columns, elements: point)
    return design.multiplied(by: coefficients, transposingOther: true)
  }

  /// Fitted minus answered centred logarithms: `(answers, c)`.
  private func residuals(of scores: Matrix) -> Matrix {
    var residuals = scores
    let classes = scores.columns
    for i in 0..<scores.rows {
      var mean = 0.0
      for k in 0..<classes {
        let z = scores.elements[i * classes + k]
        let value = logSigmoid(z)
        residuals.elements[i * classes + k] = value
        mean += value / Double(classes)
      }
      for k in 0..<classes {
        residuals.elements[i * classes + k] -= mean + logarithms.elements[i * classes + k]
      }
    }
    return residuals
  }
}
