// Logistic regression with a ridge, by Newton's method (iteratively reweighted least squares).

import Foundation
import LinearAlgebra

/// Weights and intercept that minimise Σ log(1 + e^(-y (w·x + b))) + ridge |w|² / 2, y = ±1.
struct RidgeLogit {
  private(set) var weights: [Double]
  private(set) var intercept: Double
  /// Whether the last step was below the rounding error of the parameters.
  private(set) var converged = false

  /// Fits the regression; the intercept is free.
  ///
  /// - Parameters:
  ///   - rows: Features, shape `(samples, features)`; both labels must occur.
  ///   - ridge: Positive, so that the minimum is unique and finite.
  init(rows: [[Double]], labels: [Bool], ridge: Double) {
    precondition(ridge > 0, "a ridge of \(ridge)")
    let width = (rows.first?.count ?? 0) + 1
    // The last parameter is the intercept, whose feature is 1.
    let rows = rows.map { $0 + [1] }
    var parameters = [Double](repeating: 0, count: width)
    var loss = Self.loss(parameters, rows, labels, ridge)
    for _ in 0..<100 where !converged {
      let (gradient, hessian) = Self.derivatives(parameters, rows, labels, ridge)
      var factor = hessian
      guard factor.factorizeCholesky() else { break }
      let step = factor.solvingCholesky(gradient)
      let size = zip(step, parameters).map { abs($0) / (1 + abs($1)) }.max() ?? 0
      converged = size < 1e-10
      guard let next = Self.descend(from: parameters, loss, along: step, rows, labels, ridge)
      else { break }
      (parameters, loss) = next
    }
    weights = Array(parameters.dropLast())
    intercept = parameters[width - 1]
  }

  /// The first of the steps 1, ½, ¼, … that does not raise the loss beyond rounding.
  private static func descend(
    from parameters: [Double], _ loss: Double, along step: [Double], _ rows: [[Double]],
    _ labels: [Bool], _ ridge: Double
  ) -> (parameters: [Double], loss: Double)? {
    var scale = 1.0
    while scale > 1e-6 {
      let next = zip(parameters, step).map { $0 - scale * $1 }
      let nextLoss = Self.loss(next, rows, labels, ridge)
      if nextLoss <= loss * (1 + 1e-12) { return (next, nextLoss) }
      scale /= 2
    }
    return nil
  }

  private static func loss(
    _ parameters: [Double], _ rows: [[Double]], _ labels: [Bool], _ ridge: Double
  ) -> Double {
    var sum = ridge / 2 * dot(parameters.dropLast(), parameters.dropLast())
    for (row, label) in zip(rows, labels) {
      let margin = (label ? 1 : -1) * dot(row[...], parameters[...])
      sum += max(0, -margin) + log1p(exp(-abs(margin)))
    }
    return sum
  }

  private static func derivatives(
    _ parameters: [Double], _ rows: [[Double]], _ labels: [Bool], _ ridge: Double
  ) -> (gradient: [Double], hessian: Matrix) {
    let width = parameters.count
    var gradient = parameters.map { ridge * $0 }
    var hessian = Matrix(rows: width, columns: width)
    for i in 0..<(width - 1) { hessian[i, i] = ridge }
    gradient[width - 1] = 0
    for (row, label) in zip(rows, labels) {
      let probability = 1 / (1 + exp(-dot(row[...], parameters[...])))
      let residual = probability - (label ? 1 : 0)
      let curvature = probability * (1 - probability)
      for i in 0..<width {
        gradient[i] += residual * row[i]
        for j in 0...i { hessian[i, j] += curvature * row[i] * row[j] }
      }
    }
    for i in 0..<width { for j in 0..<i { hessian[j, i] = hessian[i, j] } }
    return (gradient, hessian)
  }

  private static func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
