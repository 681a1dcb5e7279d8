import CLinearAlgebra
import Foundation

/// A GPT-2 that samples and scores texts on the processor.
///
/// Its weights are packed once and never change. A row's result is summed in one order, so that
/// samples and scores don't depend on the batch they are computed in, nor on the number of threads.
public final class GPT2Model: Sendable {
  /// The shape of the model.
  public let configuration: GPT2Configuration
  /// How weights and cache are held.
  public let precision: Precision
  let network: GPT2Network

  /// Reads and packs the weights, a tensor at a time.
  ///
  /// - Parameters:
  ///   - configuration: The shape.
  ///   - source: The tensors; names as in `GPT2Configuration.tensors`.
  ///   - precision: How to hold them; bfloat16 where the processor multiplies it unless given.
  /// - Throws: `LanguageModelError` if a tensor is missing, has another shape or holds a number that
  ///   is not finite, or if the configuration is impossible.
  public convenience init(
    configuration: GPT2Configuration, tensors source: some TensorSource,
    precision: Precision = .preferred
  ) throws(LanguageModelError) {
    try self.init(
      configuration: configuration, tensors: source, precision: precision, kernels: Kernels())
  }

  /// The same with the kernels of a chosen instruction set, which tests need.
  init(
    configuration: GPT2Configuration, tensors source: some TensorSource, precision: Precision,
    kernels: Kernels
  ) throws(LanguageModelError) {
    self.configuration = configuration
    self.precision = precision
    let packer = GPT2Packer(
      configuration: configuration, source: source, precision: precision, kernels: kernels)
    network = try packer.network()
  }

  /// Bytes of all weights as they are held, roughly.
  var weightBytes: Int { configuration.parameterCount * precision.bytes }

  /// Whether the weights fit into the caches near the cores, so that each core does best by itself.
  var isSmall: Bool { weightBytes <= 16 << 20 }
}
