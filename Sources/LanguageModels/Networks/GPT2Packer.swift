import Foundation

/// Assembles a network from tensors, one at a time, so that no more than one is held unpacked.
struct GPT2Packer<Source: TensorSource> {
  let configuration: GPT2Configuration
  let source: Source
  let precision: Precision
  let kernels: Kernels
  private let team = WorkTeam(threads: ProcessInfo.processInfo.activeProcessorCount)

  init(
    configuration: GPT2Configuration, source: Source, precision: Precision, kernels: Kernels
  ) {
    self.configuration = configuration
    self.source = source
    self.precision = precision
    self.kernels = kernels
  }

  /// Checks every tensor's shape, then reads and packs them.
  func network() throws(LanguageModelError) -> GPT2Network {
    try check()
    let embedding = LinearMap(
      try values("wte.weight"), bias: nil, inputs: configuration.width,
      outputs: configuration.vocabulary, layout: .outputsByInputs, precision: precision,
      kernels: kernels, team: team)
    let positions = RowBufferOfWeights(try values("wpe.weight"), width: configuration.width)
    var blocks: [TransformerBlock] = []
    for layer in 0..<configuration.layers { blocks.append(try block("h.\(layer).")) }
    return GPT2Network(
      configuration: configuration, precision: precision, positions: positions, blocks: blocks,
      output: OutputLayer(norm: try norm("ln_f"), tokens: embedding, kernels: kernels))
  }

  private func block(_ name: String) throws(LanguageModelError) -> TransformerBlock {
    let width = configuration.width, inner = configuration.innerWidth
    return TransformerBlock(
      attentionNorm: try norm(name + "ln_1"),
      attention: CausalSelfAttention(
        projection: try linear(name + "attn.c_attn", width, 3 * width),
        output: try linear(name + "attn.c_proj", width, width), heads: configuration.heads,
        precision: precision, kernels: kernels),
      feedForwardNorm: try norm(name + "ln_2"),
      feedForward: FeedForward(
        expansion: try linear(name + "mlp.c_fc", width, inner),
        contraction: try linear(name + "mlp.c_proj", inner, width)))
  }

  private func norm(_ name: String) throws(LanguageModelError) -> LayerNormalization {
    LayerNormalization(
      gain: try values(name + ".weight"), bias: try values(name + ".bias"),
      epsilon: configuration.normEpsilon, precision: precision, kernels: kernels)
  }

  private func linear(
    _ name: String, _ inputs: Int, _ outputs: Int
  ) throws(LanguageModelError) -> LinearMap {
    LinearMap(
      try values(name + ".weight"), bias: try values(name + ".bias"), inputs: inputs,
      outputs: outputs, layout: .inputsByOutputs, precision: precision, kernels: kernels,
      team: team)
  }

  private func values(_ name: String) throws(LanguageModelError) -> [Float] {
    let values = try source.values(of: name)
    let count = (source.shape(of: name) ?? []).reduce(1, *)
    guard values.count == count else {
      throw LanguageModelError(
        .format, "Tensor \(name) holds \(values.count) numbers, but its shape says \(count).")
    }
    return values
  }

  private func check() throws(LanguageModelError) {
    let c = configuration
    let extents = [c.vocabulary, c.context, c.layers, c.width, c.heads, c.innerWidth]
    guard extents.allSatisfy({ $0 > 0 }), c.width % c.heads == 0 else {
      throw LanguageModelError(
        .format,
        """
        A model of vocabulary \(c.vocabulary), context \(c.context), \(c.layers) layers, width \
        \(c.width), \(c.heads) heads and inner width \(c.innerWidth) can't be: all must be above 0 \
        and the heads must divide the width.
        """)
    }
    guard c.endOfText >= 0, c.endOfText < c.vocabulary else {
      throw LanguageModelError(
        .format,
        "The end-of-text token \(c.endOfText) lies outside the vocabulary of \(c.vocabulary).")
    }
    for tensor in c.tensors {
      guard let shape = source.shape(of: tensor.name) else {
        throw LanguageModelError(.format, "Tensor \(tensor.name) is missing.")
      }
      guard shape == tensor.shape else {
        throw LanguageModelError(
          .format,
          "Tensor \(tensor.name) has shape \(shape), but the configuration asks \(tensor.shape).")
      }
    }
  }
}
