// The loss of a batch and its gradient, each core on its own sequences.
//
// Sequence i belongs to lane i mod `lanes`; lanes are summed in order. So the result depends on
// the number of lanes, which is a setting, and the instruction set, not on the number of threads.

import CLinearAlgebra
import LinearAlgebra

/// Computes losses and gradients of sequences of one length, with storage that it keeps.
public final class GPT2Gradient {
  private let lanes: [GPT2Lane]
  private let configuration: GPT2Configuration
  private let weights: HalfWeights?
  /// The gradient since `reset`, in the order of `GPT2Configuration.tensors`.
  public private(set) var values: [Float]

  /// - Parameters:
  ///   - configuration: The shape of the model.
  ///   - positions: Tokens that are predicted per sequence, T; at most the context.
  ///   - lanes: Sequences worked on at once, each by one core.
  ///   - precision: Of the products with weights; the rest, and all sums, are float32. Where the
  ///     widths aren't multiples of 16, everything is.
  public convenience init(
    _ configuration: GPT2Configuration, positions: Int, lanes: Int = 2,
    precision: Precision = .float32
  ) {
    self.init(
      configuration, positions: positions, lanes: lanes, precision: precision, kernels: Kernels())
  }

  /// The same with the kernels of a given instruction set.
  init(
    _ configuration: GPT2Configuration, positions: Int, lanes: Int, precision: Precision,
    kernels: Kernels
  ) {
    precondition(
      positions <= configuration.context,
      "\(positions) positions do not fit a context of \(configuration.context)")
    self.configuration = configuration
    let weights =
      precision.isHalf && HalfWeights.fits(configuration)
      ? HalfWeights(configuration, kernels: kernels) : nil
    self.weights = weights
    self.lanes = (0..<lanes).map { _ in
      GPT2Lane(configuration, rows: positions, weights: weights)
    }
    values = Array(repeating: 0, count: configuration.parameterCount)
  }

  /// Forgets the gradient, before the first part of a step.
  public func reset() {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Adds the gradient of `weight` times the mean loss of the sequences, of T + 1 tokens each.
  ///
  /// With `weight` 1/n, n calls accumulate the gradient of the large batch.
  /// - Returns: The mean loss in nats per token, not weighted.
  public func accumulate(
    _ sequences: [[Token]], parameters: GPT2Parameters, weight: Float = 1
  ) -> Double {
    precondition(!sequences.isEmpty, "a batch without sequences")
    precondition(
      sequences.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 < configuration.vocabulary } },
      "a token outside the vocabulary of \(configuration.vocabulary)")
    let tokens = sequences.count * lanes[0].rows
    let (lanes, factor) = (lanes, weight / Float(tokens))
    let before = skua_set_blas_threads(1)
    defer { _ = skua_set_blas_threads(before) }
    parameters.values.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let pointer = Floats(mutating: buffer.baseAddress!)
      weights?.pack(pointer)
      parallelFor(lanes.count, grain: 1) { lane, _ in
        lanes[lane].clear()
        for i in stride(from: lane, to: sequences.count, by: lanes.count) {
          lanes[lane].accumulate(sequences[i][...], parameters: pointer, factor: factor)
        }
      }
    }
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let sum = buffer.baseAddress!
      parallelFor(buffer.count, grain: 1 << 20) { _, range in
        for lane in lanes {
          skua_add(Int64(range.count), lane.gradient + range.lowerBound, sum + range.lowerBound)
        }
      }
    }
    return lanes.reduce(0) { $0 + $1.loss } / Double(tokens)
  }
}
