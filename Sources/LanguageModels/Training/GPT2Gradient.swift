// The loss of a batch and its gradient, or the sum of its sequences' own gradients, each shortened;
// each core on its own sequences.
//
// Sequence i belongs to lane i mod `lanes`; lanes are summed in order. So the result depends on
// the number of lanes, which is a setting, and the instruction set, not on the number of threads.

import CLinearAlgebra
import LinearAlgebra

/// Computes losses and gradients of sequences, with storage that it keeps.
public final class GPT2Gradient {
  private let lanes: [GPT2Lane]
  private let positions: Int
  private let configuration: GPT2Configuration
  private let weights: HalfWeights?
  /// The gradient since `reset`, in the order of `GPT2Configuration.tensors`.
  public internal(set) var values: [Float]

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
    self.positions = positions
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
      sequences.allSatisfy { $0.count == positions + 1 },
      "a sequence that isn't of \(positions) positions and a target")
    let tokens = sequences.count * positions
    let factor = weight / Float(tokens)
    share(sequences, parameters) { lane, sequence, pointer in
      lane.accumulate(sequence, parameters: pointer, factor: factor)
    }
    add { $0.gradient }
    return lanes.reduce(0) { $0 + $1.loss } / Double(tokens)
  }

  /// What `accumulateShortened` found.
  public struct Shortened: Sendable, Hashable {
    /// The loss of all tokens, in nats, summed.
    public let loss: Double
    /// Tokens predicted.
    public let tokens: Int
    /// Sequences whose gradient was longer than the bound.
    public let sequences: Int
  }

  /// Adds the sum of the sequences' own gradients, each of its mean loss and `bound` long at most.
  ///
  /// Abadi et al. 2016, algorithm 1: a sequence more moves the sum by `bound` at most.
  /// - Parameters:
  ///   - sequences: Of 2 to T + 1 tokens each; none is allowed.
  ///   - parameters: Where the gradients are taken.
  ///   - bound: The longest gradient of a sequence, in the Euclidean norm over all parameters.
  public func accumulateShortened(
    _ sequences: [[Token]], parameters: GPT2Parameters, to bound: Float
  ) -> Shortened {
    precondition(
      sequences.allSatisfy { (2...(positions + 1)).contains($0.count) },
      "a sequence that isn't of 1 to \(positions) positions and a target")
    share(sequences, parameters) { lane, sequence, pointer in
      lane.accumulateShortened(sequence, parameters: pointer, to: bound)
    }
    add { $0.sum }
    return Shortened(
      loss: lanes.reduce(0) { $0 + $1.loss },
      tokens: sequences.reduce(0) { $0 + $1.count - 1 },
      sequences: lanes.reduce(0) { $0 + $1.shortened })
  }

  /// Gives each lane its sequences, after it has forgotten the ones before.
  private func share(
    _ sequences: [[Token]], _ parameters: GPT2Parameters,
    _ body: @Sendable (GPT2Lane, ArraySlice<Token>, Floats) -> Void
  ) {
    precondition(
      sequences.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 < configuration.vocabulary } },
      "a token outside the vocabulary of \(configuration.vocabulary)")
    let lanes = lanes
    let before = skua_set_blas_threads(1)
    defer { _ = skua_set_blas_threads(before) }
    parameters.values.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let pointer = Floats(mutating: buffer.baseAddress!)
      weights?.pack(pointer)
      parallelFor(lanes.count, grain: 1) { lane, _ in
        lanes[lane].clear()
        for i in stride(from: lane, to: sequences.count, by: lanes.count) {
          body(lanes[lane], sequences[i][...], pointer)
        }
      }
    }
  }

  /// Adds what the lanes have, in their order.
  private func add(_ part: (GPT2Lane) -> Floats?) {
    nonisolated(unsafe) let parts = lanes.compactMap(part)
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let sum = buffer.baseAddress!
      parallelFor(buffer.count, grain: 1 << 20) { _, range in
        for part in parts {
          skua_add(Int64(range.count), part + range.lowerBound, sum + range.lowerBound)
        }
      }
    }
  }
}
