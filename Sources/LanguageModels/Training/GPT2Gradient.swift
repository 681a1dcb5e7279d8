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
  /// The gradient since `reset`, in the order of `GPT2Configuration.tensors`.
  public private(set) var values: [Float]

  /// - Parameters:
  ///   - configuration: The shape of the model.
  ///   - positions: Tokens that are predicted per sequence, T; at most the context.
  ///   - lanes: Sequences worked on at once, each by one core.
  public init(_ configuration: GPT2Configuration, positions: Int, lanes: Int = 2) {
    precondition(
      positions <= configuration.context,
      "\(positions) positions do not fit a context of \(configuration.context)")
    self.configuration = configuration
    self.lanes = (0..<lanes).map { _ in GPT2Lane(configuration, rows: positions) }
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
    let tokens = sequences.count * (lanes[0].rows)
    let (lanes, factor) = (lanes, weight / Float(tokens))
    let before = skua_set_blas_threads(1)
    defer { _ = skua_set_blas_threads(before) }
    parameters.values.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let pointer = Floats(mutating: buffer.baseAddress!)
      parallelFor(lanes.count, grain: 1) { lane, _ in
        lanes[lane].clear()
        for i in stride(from: lane, to: sequences.count, by: lanes.count) {
          lanes[lane].accumulate(sequences[i][...], parameters: pointer, factor: factor)
        }
      }
    }
    values.withUnsafeMutableBufferPointer { sum in
      for lane in lanes { skua_add(Int64(sum.count), lane.gradient, sum.baseAddress!) }
    }
    return lanes.reduce(0) { $0 + $1.loss } / Double(tokens)
  }
}
