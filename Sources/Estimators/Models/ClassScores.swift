// From scores, one per class, to probabilities: what the linear models and the perceptron share.

import Foundation
import LinearAlgebra

/// One row of scores, overwritten in place by what they mean.
typealias Scores = UnsafeMutableBufferPointer<Double>

extension Matrix {
  /// The scores `inputs * weights' + intercepts`.
  ///
  /// Shapes: inputs `(samples, features)`, weights `(classes, features)`, result
  /// `(samples, classes)`.
  static func scores(of inputs: Matrix, weights: Matrix, intercepts: [Double]) -> Matrix {
    var scores = inputs.multiplied(by: weights, transposingOther: true)
    intercepts.withUnsafeBufferPointer { intercepts in
      scores.updateRows { row in
        for k in row.indices { row[k] += intercepts[k] }
      }
    }
    return scores
  }

  /// Overwrites each row in place, on all cores where there are many.
  mutating func updateRows(_ body: (Scores) -> Void) {
    let (rows, columns) = (self.rows, self.columns)
    guard rows > 0, columns > 0 else { return }
    elements.withUnsafeMutableBufferPointer { buffer in
      withoutActuallyEscaping(body) { body in
        nonisolated(unsafe) let (start, body) = (buffer.baseAddress!, body)
        // About 16,000 exponentials a range: some 100 us, against a microsecond to start it.
        parallelFor(rows, grain: max(1, 16_384 / columns)) { _, range in
          for i in range { body(Scores(start: start + i * columns, count: columns)) }
        }
      }
    }
  }

  /// This matrix with each row overwritten.
  func updatingRows(_ body: (Scores) -> Void) -> Matrix {
    var result = self
    result.updateRows(body)
    return result
  }
}

/// Softmax: e^(z_k - m) / Σ e^(z_j - m), where the shift by the largest score m avoids overflow.
func softmax(_ z: Scores) {
  let largest = z.max() ?? 0
  var sum = 0.0
  for k in z.indices {
    z[k] = exp(z[k] - largest)
    sum += z[k]
  }
  for k in z.indices { z[k] /= sum }
}

/// The logarithm of softmax, to full relative precision also where a probability is nearly 1.
func logSoftmax(_ z: Scores) {
  guard let top = z.indices.max(by: { z[$0] < z[$1] }) else { return }
  let largest = z[top]
  var others = 0.0
  for k in z.indices {
    z[k] -= largest
    if k != top { others += exp(z[k]) }
  }
  let logSum = log1p(others)
  for k in z.indices { z[k] -= logSum }
}

/// Normalised sigmoids: σ(z_k) / Σ σ(z_j), with ratios to full relative precision.
///
/// Where all scores are negative, each sigmoid is divided by e^m for the largest score m:
/// σ(z) e^-m = e^(z - m) / (1 + e^z), which doesn't underflow for all classes at once.
func normalizedSigmoids(_ z: Scores) {
  let shift = min(z.max() ?? 0, 0)
  var sum = 0.0
  for k in z.indices {
    z[k] = z[k] >= 0 ? 1 / (1 + exp(-z[k])) : exp(z[k] - shift) / (1 + exp(z[k]))
    sum += z[k]
  }
  for k in z.indices { z[k] /= sum }
}

/// The logarithm of the normalised sigmoids.
func logNormalizedSigmoids(_ z: Scores) {
  for k in z.indices { z[k] = logSigmoid(z[k]) }
  logSoftmax(z)
}
