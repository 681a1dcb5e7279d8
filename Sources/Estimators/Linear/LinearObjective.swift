// Mean cross-entropy of a linear model with an L2 penalty: what the linear estimators minimise.

import Foundation
import LinearAlgebra

/// The objective of a linear classifier as a function of its parameters.
///
///     f(W, b) = (1/n) Σ loss(W x_i + b, y_i) + (r/2) |W|²
///
/// The parameters stand row after row in shape `(outputs, features + 1)`, each row closed by its
/// intercept, which is not penalised. With r = 1 / (C n) the minimum is scikit-learn's of
/// |W|²/2 + C Σ loss.
struct LinearObjective {
  /// How scores become probabilities.
  enum Link {
    /// Softmax over all outputs.
    case softmax
    /// A sigmoid per output, each output against its own 0-1 target.
    case sigmoid
  }

  let link: Link
  /// Number of scores per row.
  let outputs: Int
  /// The penalty r.
  let penalty: Double
  /// The points with a last column of ones: `(samples, features + 1)`.
  private let points: Matrix
  private let labels: [Int]

  /// The objective of labelled points; a single output is the score of class 1.
  init(_ data: TrainingSet, link: Link, outputs: Int, inverseRegularization: Double?) {
    self.link = link
    self.outputs = outputs
    points = data.points.appendingOnes()
    labels = outputs == 1 ? data.labels.map { $0 == 1 ? 0 : -1 } : data.labels
    penalty = inverseRegularization.map { 1 / ($0 * Double(data.labels.count)) } ?? 0
  }

  /// Number of parameters.
  var count: Int { outputs * width }
  /// Parameters per output.
  var width: Int { points.columns }

  /// The objective at a point, and its gradient.
  ///
  /// - Complexity: two products of O(samples width outputs).
  func value(at parameters: [Double], gradient: inout [Double]) -> Double {
    var residuals = scores(parameters)
    let loss = replaceScores(&residuals, by: link == .softmax ? softmaxLoss : sigmoidLoss)
    gradient = residuals.multiplied(by: points, transposingSelf: true).elements
    let share = 1 / Double(points.rows)
    var squares = 0.0
    for i in gradient.indices {
      let isIntercept = i % width == width - 1
      gradient[i] = gradient[i] * share + (isIntercept ? 0 : penalty * parameters[i])
      if !isIntercept { squares += parameters[i] * parameters[i] }
    }
    return loss * share + penalty / 2 * squares
  }

  /// The diagonal blocks of the Hessian, one per output, as Cholesky factors.
  ///
  /// Block k is X' diag(p_k (1 - p_k)) X / n + r I. It is exact for sigmoids; softmax couples the
  /// outputs besides. A singular block is shifted by the least power of ten that makes it definite.
  func hessianFactors(at parameters: [Double]) -> [Matrix] {
    let probabilities = scores(parameters).updatingRows { row in
      if link == .softmax {
        Estimators.softmax(row)
      } else {
        for k in row.indices { row[k] = sigmoid(row[k]) }
      }
    }
    return (0..<outputs).map { k in
      let weights = (0..<points.rows).map { i in
        let p = probabilities.elements[i * outputs + k]
        return (p * (1 - p) / Double(points.rows)).squareRoot()
      }
      return factor(of: points.scalingRows(by: weights).gram())
    }
  }

  private func factor(of block: Matrix) -> Matrix {
    var block = block
    for j in 0..<(width - 1) { block.elements[j * width + j] += penalty }
    let trace = (0..<width).reduce(0) { $0 + block.elements[$1 * width + $1] }
    var shift = max(trace / Double(width), 1e-200) * 1e-12
    while true {
      var shifted = block
      for j in 0..<width { shifted.elements[j * width + j] += shift }
      if shifted.factorizeCholesky() { return shifted }
      shift *= 100
    }
  }

  private func scores(_ parameters: [Double]) -> Matrix {
    points.multiplied(
      by: Matrix(rows: outputs, columns: width, elements: parameters), transposingOther: true)
  }

  /// Overwrites each row of scores by p - y and returns the sum of the losses.
  private func replaceScores(_ scores: inout Matrix, by loss: (Scores, Int) -> Double) -> Double {
    let (rows, outputs, grain) = (points.rows, outputs, 2048)
    var losses = [Double](repeating: 0, count: (rows + grain - 1) / grain)
    scores.elements.withUnsafeMutableBufferPointer { scores in
      losses.withUnsafeMutableBufferPointer { losses in
        withoutActuallyEscaping(loss) { loss in
          nonisolated(unsafe) let (scores, losses, loss) = (scores, losses, loss)
          parallelFor(rows, grain: grain) { index, range in
            for i in range {
              let row = Scores(rebasing: scores[(i * outputs)..<((i + 1) * outputs)])
              losses[index] += loss(row, labels[i])
            }
          }
        }
      }
    }
    return losses.reduce(0, +)
  }
}

/// -log p of the label; overwrites the scores by p - y.
private func softmaxLoss(_ z: Scores, _ label: Int) -> Double {
  let score = z[label]
  let largest = z.max() ?? 0
  var sum = 0.0
  var others = 0.0
  for k in z.indices {
    z[k] = exp(z[k] - largest)
    sum += z[k]
    if k != label { others += z[k] }
  }
  for k in z.indices { z[k] /= sum }
  z[label] = -others / sum
  return largest - score + log(sum)
}

/// The sum of the outputs' losses, output `label` being 1; overwrites the scores by p - y.
private func sigmoidLoss(_ z: Scores, _ label: Int) -> Double {
  var loss = 0.0
  for k in z.indices {
    let sign = k == label ? 1.0 : -1.0
    loss -= logSigmoid(sign * z[k])
    z[k] = -sign * sigmoid(-sign * z[k])
  }
  return loss
}

extension Matrix {
  /// This matrix with row i multiplied by factor i.
  fileprivate func scalingRows(by factors: [Double]) -> Matrix {
    var result = self
    result.elements.withUnsafeMutableBufferPointer { elements in
      nonisolated(unsafe) let elements = elements
      parallelFor(rows, grain: 1024) { _, range in
        for i in range {
          for j in (i * columns)..<((i + 1) * columns) { elements[j] *= factors[i] }
        }
      }
    }
    return result
  }
}
