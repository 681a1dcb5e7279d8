// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), as PyTorch has it.

import CLinearAlgebra
import Foundation
import LinearAlgebra

/// The optimiser: its settings and the two moments of every parameter.
public struct AdamW: Sendable {
  /// How fast the mean of the gradients forgets.
  public var beta1: Float = 0.9
  /// How fast the mean of their squares forgets.
  public var beta2: Float = 0.95
  /// Added to the root of the second moment.
  public var epsilon: Float = 1e-8
  /// Decay of matrices and embeddings, in units of the learning rate; biases and norms have none.
  public var decay: Float = 0.1
  /// Steps taken.
  public internal(set) var step = 0
  var first: [Float]
  var second: [Float]

  /// Moments of zero for a model of a shape.
  public init(_ configuration: GPT2Configuration) {
    first = Array(repeating: 0, count: configuration.parameterCount)
    second = first
  }

  /// One step against a gradient, which is first multiplied by `gradientScale` (clipping).
  public mutating func update(
    _ parameters: inout GPT2Parameters, gradient: [Float], rate: Float, gradientScale: Float = 1
  ) {
    precondition(
      gradient.count == first.count && parameters.values.count == first.count,
      "\(gradient.count) gradients and \(parameters.values.count) parameters, "
        + "but moments for \(first.count)")
    step += 1
    let (beta1, beta2, epsilon, decay) = (beta1, beta2, epsilon, decay)
    let correction1 = Float(1 / (1 - pow(Double(beta1), Double(step))))
    let correction2 = Float(1 / (1 - pow(Double(beta2), Double(step))))
    gradient.withUnsafeBufferPointer { gradient in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          nonisolated(unsafe) let (g, m, v) = (
            gradient.baseAddress!, first.baseAddress!, second.baseAddress!
          )
          parameters.update { tensor, whole, values in
            nonisolated(unsafe) let values = values
            parallelFor(whole.count, grain: 1 << 18) { _, range in
              let start = whole.lowerBound + range.lowerBound
              skua_adamw(
                Int64(range.count), rate, beta1, beta2, epsilon,
                tensor.shape.count == 2 ? decay : 0, correction1, correction2, gradientScale,
                g + start, m + start, v + start, values + range.lowerBound)
            }
          }
        }
      }
    }
  }

  /// The factor that brings a gradient's Euclidean norm to `bound` at most, and the norm before.
  public static func clipping(_ gradient: [Float], to bound: Float) -> (scale: Float, norm: Float) {
    let grain = 1 << 16
    var parts = [Double](repeating: 0, count: (gradient.count + grain - 1) / grain)
    parts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let parts = buffer
      parallelFor(gradient.count, grain: grain) { part, range in
        parts[part] = gradient[range].reduce(0.0) { $0 + Double($1) * Double($1) }
      }
    }
    let square = parts.reduce(0, +)
    let norm = Float(square.squareRoot())
    return (norm > bound ? bound / (norm + 1e-6) : 1, norm)
  }
}
