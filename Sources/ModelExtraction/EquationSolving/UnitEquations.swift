import Estimators
import LinearAlgebra

/// The least-squares problem of one hidden unit that explains what all others leave.
///
/// With the answers R projected off the span Q of the other units, a unit a has the output
/// s = (I - QQ') s(X a) and the output weights b = R's / s's, which are eliminated as in
/// `PerceptronEquations`. A point is the unit's weights a, as many as the design has columns.
struct UnitEquations: LeastSquaresProblem {
  private let design: Matrix
  private let others: Matrix
  private let remainder: Matrix
  private let activation: Activation

  /// The problem of fitting one unit.
  ///
  /// - Parameters:
  ///   - design: `(q, rank)`.
  ///   - others: Orthonormal basis of the other units' outputs: `(q, units)`.
  ///   - remainder: The answers without their projection on that basis: `(q, c)`.
  ///   - activation: What the unit computes.
  init(design: Matrix, others: Matrix, remainder: Matrix, activation: Activation) {
    self.design = design
    self.others = others
    self.remainder = remainder
    self.activation = activation
  }

  func cost(at point: [Double]) -> Double {
    let fit = fit(point)
    return max(0, dot(remainder.elements, remainder.elements) - fit.explained) / 2
  }

  func normalEquations(
    at point: [Double], precision: Matrix.Precision
  ) -> NormalEquations {
    let fit = fit(point)
    let norm = dot(fit.output.elements, fit.output.elements).squareRoot()
    var columns = design
    for i in 0..<columns.rows {
      for j in 0..<columns.columns {
        columns.elements[i * columns.columns + j] *= fit.slopes[i]
      }
    }
    columns.subtractProjection(on: others)
    if norm > 0 {
      var direction = fit.output
      for i in direction.elements.indices { direction.elements[i] /= norm }
      columns.subtractProjection(on: direction)
    }
    let strength = dot(fit.weights, fit.weights)
    var gram = columns.gram()
    for i in gram.elements.indices { gram.elements[i] *= strength }
    // (R - s b') b, the remainder along the output weights.
    var pulled = remainder.multiplied(by: fit.weights)
    for i in pulled.indices { pulled[i] = strength * fit.output.elements[i] - pulled[i] }
    return NormalEquations(
      gram: gram, gradient: columns.multiplied(by: pulled, transposingSelf: true))
  }

  private struct Fit {
    /// The unit's output off the span of the others: `(q, 1)`.
    var output: Matrix
    /// Its derivative at each query.
    var slopes: [Double]
    /// The output weights b, one per class.
    var weights: [Double]
    /// By how much the unit lowers the sum of squares.
    var explained: Double
  }

  private func fit(_ point: [Double]) -> Fit {
    let values = design.multiplied(by: point).map(activation.value(at:))
    var output = Matrix(rows: values.count, columns: 1, elements: values)
    output.subtractProjection(on: others)
    let square = dot(output.elements, output.elements)
    let shares = remainder.multiplied(by: output.elements, transposingSelf: true)
    let weights = square > 1e-20 ? shares.map { $0 / square } : shares.map { _ in 0 }
    return Fit(
      output: output, slopes: values.map(activation.derivative(fromValue:)), weights: weights,
      explained: square * dot(weights, weights))
  }
}
