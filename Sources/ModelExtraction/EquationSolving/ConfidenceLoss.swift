// The loss that the paper minimises over the unknowns of a multiclass regression (Tramèr et al.
// 2016, §4.1.2): the cross-entropy of the answers under the copy, with a ridge that makes it
// strictly convex.
//
//   L(W) = -1/q Σ_i Σ_k p_ik log f_k(x_i) + ridge/2 |W|²
//
// It needs no logarithm of an answer, so that saturated and rounded answers serve as they are.
//
// The ridges and the rule by which one is chosen are those of the authors' code. It departs from
// ours in a sum over the queries for the mean, intercepts without a ridge, a start at 1e-8 N(0, 1)
// for 0, and BFGS that stops at a gradient of 1e-6 or after 100 iterations, where L-BFGS here goes
// on to 1e-10.

import Estimators
import Foundation
import LinearAlgebra

/// The cross-entropy of a pool's answers under softmax or one-vs-rest regression.
struct ConfidenceLoss {
  /// How scores become probabilities.
  enum Link: Sendable {
    /// f = softmax(z); the loss is convex.
    case softmax
    /// f_k = σ(z_k) / Σ σ(z_j).
    case oneVsRest
  }

  private let link: Link
  private let design: Matrix
  private let answers: Matrix

  /// The loss of all answers of a pool, each scaled to add up to 1.
  init(_ link: Link, _ pool: AnswerPool, _ basis: DesignBasis) {
    self.link = link
    design = basis.design(pool.points)
    var answers = pool.probabilities
    for i in 0..<answers.rows {
      let sum = answers[row: i].reduce(0, +)
      for k in 0..<answers.columns {
        answers[i, k] = sum > 0 ? answers[i, k] / sum : 1 / Double(answers.columns)
      }
    }
    self.answers = answers
  }

  /// The paper's schedule: the smallest ridge under which over 99% of the labels agree.
  static let ridges = [1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9]

  /// Minimises the loss, from the given coefficients or from zero.
  ///
  /// - Returns: Coefficients `(rank, c)`, iterations over all ridges, and whether the gradient
  ///   vanished.
  func minimize(
    from start: Matrix? = nil, ridges: [Double] = ridges, maximumIterations: Int = 2000
  ) -> (coefficients: Matrix, iterations: Int, converged: Bool) {
    let start = start ?? Matrix(rows: design.columns, columns: answers.columns)
    let solver = LBFGS(maximumIterations: maximumIterations, gradientTolerance: 1e-10)
    var best = (coefficients: start, iterations: 0, converged: false)
    for ridge in ridges {
      let result = solver.minimize(from: start.elements) { point, gradient in
        value(at: point, ridge: ridge, gradient: &gradient)
      }
      best = (
        Matrix(rows: start.rows, columns: start.columns, elements: result.point),
        best.iterations + result.iterations, result.converged
      )
      if labelAgreement(best.coefficients) > 0.99 { break }
    }
    return best
  }

  /// The loss at a point, coefficients `(rank, c)` row after row, and its gradient.
  func value(at point: [Double], ridge: Double, gradient: inout [Double]) -> Double {
    let coefficients = Matrix(rows: design.columns, columns: answers.columns, elements: point)
    var scores = design.multiplied(by: coefficients)
    let loss = overwriteWithGradient(&scores)
    gradient = design.multiplied(by: scores, transposingSelf: true).elements
    for i in gradient.indices { gradient[i] += ridge * point[i] }
    return loss + ridge / 2 * dot(point, point)
  }

  /// Turns scores into the derivative of the loss by each of them, and returns the loss.
  private func overwriteWithGradient(_ scores: inout Matrix) -> Double {
    let (rows, classes) = (scores.rows, scores.columns)
    var loss = 0.0
    for i in 0..<rows {
      let range = (i * classes)..<((i + 1) * classes)
      // The logarithms of the unnormalised probabilities: z itself, or log σ(z).
      let logarithms = range.map { index in
        let z = scores.elements[index]
        return link == .softmax ? z : logSigmoid(z)
      }
      let largest = logarithms.max() ?? 0
      let shares = logarithms.map { exp($0 - largest) }
      let sum = shares.reduce(0, +)
      for (k, index) in range.enumerated() {
        loss -= answers.elements[index] * (logarithms[k] - largest - log(sum))
        let slope = link == .softmax ? 1 : sigmoid(-scores.elements[index])
        scores.elements[index] =
          slope * (shares[k] / sum - answers.elements[index]) / Double(rows)
      }
    }
    return loss / Double(rows)
  }

  /// Share of the answers whose largest entry is also the largest under the coefficients.
  private func labelAgreement(_ coefficients: Matrix) -> Double {
    let scores = design.multiplied(by: coefficients)
    let agreeing = (0..<scores.rows).count { row in
      largest(scores[row: row]) == largest(answers[row: row])
    }
    return Double(agreeing) / Double(max(1, scores.rows))
  }

  private func largest(_ values: ArraySlice<Double>) -> Int {
    (values.indices.max { values[$0] < values[$1] } ?? values.startIndex) - values.startIndex
  }
}
