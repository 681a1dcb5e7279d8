extension GPT2Configuration {
  /// A tensor of a model: its name as Hugging Face's GPT-2 files have it, and its shape.
  ///
  /// Weights of linear layers are stored `(inputs, outputs)`, as GPT-2 does.
  public struct Tensor: Sendable, Hashable {
    /// Such as `transformer.h.0.attn.c_attn.weight`, without the leading `transformer.`.
    public let name: String
    /// The extent of each dimension, the slowest first.
    public let shape: [Int]

    /// Numbers in the tensor.
    public var count: Int { shape.reduce(1, *) }
  }

  /// Every tensor of a model of this shape, in the order of its files and of flat parameters.
  public var tensors: [Tensor] {
    [
      Tensor(name: "wte.weight", shape: [vocabulary, width]),
      Tensor(name: "wpe.weight", shape: [context, width]),
    ] + (0..<layers).flatMap(tensors(ofLayer:)) + [
      Tensor(name: "ln_f.weight", shape: [width]), Tensor(name: "ln_f.bias", shape: [width]),
    ]
  }

  private func tensors(ofLayer layer: Int) -> [Tensor] {
    let shapes: [(String, [Int])] = [
      ("ln_1.weight", [width]), ("ln_1.bias", [width]),
      ("attn.c_attn.weight", [width, 3 * width]), ("attn.c_attn.bias", [3 * width]),
      ("attn.c_proj.weight", [width, width]), ("attn.c_proj.bias", [width]),
      ("ln_2.weight", [width]), ("ln_2.bias", [width]),
      ("mlp.c_fc.weight", [width, innerWidth]), ("mlp.c_fc.bias", [innerWidth]),
      ("mlp.c_proj.weight", [innerWidth, width]), ("mlp.c_proj.bias", [width]),
    ]
    return shapes.map { Tensor(name: "h.\(layer).\($0.0)", shape: $0.1) }
  }
}
