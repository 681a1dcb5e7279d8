// The answers of a perceptron with one hidden layer as a non-linear least-squares problem in the
// hidden weights alone.
//
//   log f_k(x) - mean_j log f_j(x) = Σ_h B_hk s(a_h [x 1]) + B_0k        (B centred over the
//   classes)
//
// The output layer B is linear, so for given hidden weights A it is a least-squares solution and
// can be eliminated: variable projection (Golub and Pereyra 1973) with Kaufman's approximation of
// the Jacobian (1975). With F = [s(A x) 1], Q an orthonormal basis of its columns and Z_(i, hj) =
// s'(a_h x_i) x_ij, the projected Jacobian of class k is (I - QQ') Z times B_hk, so that
//
//   J'J = (Z - QQ'Z)'(Z - QQ'Z), block (h, h') times Σ_k B_hk B_h'k
//
// One Gram matrix of q rows, where a dense Jacobian would have q c.

import Estimators
import Foundation
import LinearAlgebra

/// The equations of a perceptron; a point is the hidden weights A: `(hidden, rank)`, row after row.
struct PerceptronEquations: LeastSquaresProblem {
  let design: Matrix
  private let logarithms: Matrix
  /// Hidden units, h.
  var hidden: Int
  let activation: Activation
  /// Half the sum of squares that a constant answer leaves.
  let constantCost: Double
  /// The variance of a hidden weight under which weighted sums have variance 1 over the queries.
  let weightVariance: Double

  /// The equations of the given rows of a pool for a number of hidden units.
  init(
    _ pool: AnswerPool, rows: [Int], _ basis: DesignBasis, hidden: Int, activation: Activation
  ) {
    design = basis.design(pool.points.selectingRows(rows))
    logarithms = pool.centredLogarithms(of: rows)
    self.hidden = hidden
    self.activation = activation
    constantCost = Self.constantCost(logarithms)
    weightVariance =
      Double(design.rows) / max(dot(design.elements, design.elements), .leastNormalMagnitude)
  }

  /// Independent numbers in the answers: c - 1 each.
  var numbers: Double { Double(logarithms.rows * max(1, logarithms.columns - 1)) }

  private static func constantCost(_ logarithms: Matrix) -> Double {
    let means = (0..<logarithms.columns).map { k in
      (0..<logarithms.rows).reduce(0) { $0 + logarithms[$1, k] } / Double(logarithms.rows)
    }
    var sum = 0.0
    for i in 0..<logarithms.rows {
      for (k, mean) in means.enumerated() { sum += pow(logarithms[i, k] - mean, 2) }
    }
    return sum / 2
  }

  /// Independent numbers in the answers for each unknown.
  var numbersPerUnknown: Double {
    numbers / Double(hidden * design.columns + (hidden + 1) * max(1, logarithms.columns - 1))
  }

  /// The share of the answers' variance that a linear function of the inputs leaves, in [0, 1].
  var nonlinearity: Double {
    guard constantCost > 0, let linear = design.leastSquares(logarithms) else { return 0 }
    let fitted = design.multiplied(by: linear.solution)
    let left = zip(fitted.elements, logarithms.elements).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
    return left / 2 / constantCost
  }

  /// Random starts that take some minutes at most: between 4 and 50.
  var affordableStarts: Int {
    let unknowns = Double(hidden * design.columns)
    let product = Double(design.rows) * unknowns * unknowns
    return Int(min(50, max(4, 1e9 / product)))
  }

  /// Weights of `units` hidden units such that weighted sums have a variance of about 1.
  func randomWeights(
    _ units: Int, using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    (0..<(units * design.columns)).map { _ in
      0.9 * weightVariance.squareRoot() * generator.normal()
    }
  }

  /// What the hidden weights determine.
  struct Fit {
    /// s(A x) with a last column of ones: `(q, hidden + 1)`.
    var features: Matrix
    /// Orthonormal basis of the features' columns: `(q, rank)`.
    var basis: Matrix
    /// Answered minus fitted centred logarithms: `(q, c)`.
    var residuals: Matrix
  }

  /// Evaluates the hidden layer and projects the answers off its span.
  func fit(_ point: [Double]) -> Fit {
    let weights = Matrix(rows: hidden, columns: design.columns, elements: point)
    var features = design.multiplied(by: weights, transposingOther: true)
    for i in features.elements.indices {
      features.elements[i] = activation.value(at: features.elements[i])
    }
    features = features.appendingOnes()
    let basis = features.orthonormalColumns(tolerance: 1e-11)
    var residuals = basis.multiplied(
      by: basis.multiplied(by: logarithms, transposingSelf: true))
    for i in residuals.elements.indices {
      residuals.elements[i] = logarithms.elements[i] - residuals.elements[i]
    }
    return Fit(features: features, basis: basis, residuals: residuals)
  }

  /// The output layer that fits best: `(hidden + 1, c)`, biases in the last row.
  func outputLayer(_ features: Matrix) -> Matrix {
    features.leastSquares(logarithms, tolerance: 1e-13)?.solution
      ?? Matrix(rows: hidden + 1, columns: logarithms.columns)
  }

  func cost(at point: [Double]) -> Double {
    guard point.allSatisfy(\.isFinite) else { return .infinity }
    let residuals = fit(point).residuals.elements
    return dot(residuals, residuals) / 2
  }

  func normalEquations(
    at point: [Double], precision: Matrix.Precision
  ) -> NormalEquations {
    let fit = fit(point)
    let output = outputLayer(fit.features)
    let units = Matrix(
      rows: hidden, columns: output.columns,
      elements: Array(output.elements.prefix(hidden * output.columns)))
    let slopes = slopes(fit.features)
    var columns = khatriRao(slopes)
    columns.subtractProjection(on: fit.basis)
    var pulled = fit.residuals.multiplied(by: units, transposingOther: true)
    for i in pulled.elements.indices { pulled.elements[i] *= -slopes.elements[i] }
    return NormalEquations(
      gram: columns.blockGram(
        weights: units.multiplied(by: units, transposingOther: true), precision: precision),
      gradient: pulled.multiplied(by: design, transposingSelf: true).elements)
  }

  /// The derivative of each hidden unit at each query: `(q, hidden)`.
  private func slopes(_ features: Matrix) -> Matrix {
    var slopes = Matrix(rows: features.rows, columns: hidden)
    for i in 0..<features.rows {
      for h in 0..<hidden {
        slopes.elements[i * hidden + h] = activation.derivative(
          fromValue: features.elements[i * (hidden + 1) + h])
      }
    }
    return slopes
  }

  /// Row i holds slope (i, h) times design row i, for one h after the other: `(q, hidden rank)`.
  private func khatriRao(_ slopes: Matrix) -> Matrix {
    let (hidden, width) = (hidden, design.columns)
    var columns = Matrix(rows: design.rows, columns: hidden * width)
    columns.elements.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(design.rows, grain: 64) { _, range in
        for i in range {
          for h in 0..<hidden {
            let slope = slopes.elements[i * hidden + h]
            let start = (i * hidden + h) * width
            for j in 0..<width {
              target[start + j] = slope * design.elements[i * width + j]
            }
          }
        }
      }
    }
    return columns
  }
}

extension PerceptronEquations {
  /// By how much the cost grows without each unit, the output layer fitted anew.
  func removalCosts(at point: [Double]) -> [Double] {
    let features = fit(point).features
    let output = outputLayer(features)
    var gram = features.gram()
    for i in 0..<gram.rows { gram[i, i] *= 1 + 1e-12 }
    let inverse = gram.solving(.identity(gram.rows))
    return (0..<hidden).map { unit in
      let square = output[row: unit].reduce(0) { $0 + $1 * $1 }
      guard let inverse, inverse[unit, unit] > 0 else { return 0 }
      return square / inverse[unit, unit] / 2
    }
  }

  /// The problem of finding a unit in place of one, all others kept.
  func problem(replacing unit: Int, at point: [Double]) -> UnitEquations {
    let features = fit(point).features
    let others = Matrix(
      (0..<features.rows).map { row in
        features[row: row].enumerated().filter { $0.offset != unit }.map(\.element)
      }
    ).orthonormalColumns(tolerance: 1e-11)
    var remainder = logarithms
    remainder.subtractProjection(on: others)
    return UnitEquations(
      design: design, others: others, remainder: remainder, activation: activation)
  }
}
