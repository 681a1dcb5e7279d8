import Foundation

extension GPT2Configuration {
  /// Reads a Hugging Face config.json.
  ///
  /// - Throws: `LanguageModelError` if it is of another architecture, asks for mathematics that this
  ///   model doesn't do, or holds a number out of range.
  init(json data: Data, name: String) throws(LanguageModelError) {
    func refuse(_ what: String) -> LanguageModelError {
      LanguageModelError(.format, "\(name): \(what)")
    }
    guard let object = try? JSONSerialization.jsonObject(with: data),
      let fields = object as? [String: Any]
    else { throw refuse("not a JSON object, or cut short") }
    let family = fields["model_type"] as? String ?? "none"
    guard family == "gpt2" else { throw refuse("model_type '\(family)'; only gpt2 can be read") }
    func number(
      _ key: String, _ range: ClosedRange<Int>, _ standard: Int?
    ) throws(LanguageModelError) -> Int {
      guard let value = fields[key], !(value is NSNull) else {
        if let standard { return standard }
        throw refuse("\(key) is missing")
      }
      guard let number = (value as? NSNumber).flatMap({ Int(exactly: $0.doubleValue) }),
        range.contains(number)
      else {
        throw refuse(
          "\(key) is \(value), not a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    let width = try number("n_embd", 1...65536, nil)
    let vocabulary = try number("vocab_size", 1...16_777_216, nil)
    self.init(
      vocabulary: vocabulary, context: try number("n_positions", 1...1_048_576, nil),
      layers: try number("n_layer", 1...1024, nil), width: width,
      heads: try number("n_head", 1...1024, nil),
      innerWidth: try number("n_inner", 1...1_048_576, 4 * width),
      normEpsilon: Float((fields["layer_norm_epsilon"] as? NSNumber)?.doubleValue ?? 1e-5),
      endOfText: Token(try number("eos_token_id", 0...(vocabulary - 1), vocabulary - 1)))
    guard width % heads == 0 else {
      throw refuse("n_head \(heads) does not divide n_embd \(width)")
    }
    guard normEpsilon > 0, normEpsilon < 1 else {
      throw refuse("layer_norm_epsilon is \(normEpsilon), not between 0 and 1")
    }
    try Self.checkMathematics(fields, name)
  }

  private static func checkMathematics(
    _ fields: [String: Any], _ name: String
  ) throws(LanguageModelError) {
    let activation = fields["activation_function"] as? String ?? "gelu_new"
    guard ["gelu_new", "gelu_pytorch_tanh"].contains(activation) else {
      throw LanguageModelError(
        .format, "\(name): activation_function '\(activation)'; only gelu_new can be computed")
    }
    let expected = [
      "scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false,
      "tie_word_embeddings": true, "add_cross_attention": false,
    ]
    for (key, value) in expected.sorted(by: { $0.key < $1.key }) {
      guard let found = fields[key] as? Bool, found != value else { continue }
      throw LanguageModelError(.format, "\(name): \(key) is \(found), which can't be computed")
    }
  }

  /// The config.json that Transformers reads.
  func json() throws(LanguageModelError) -> Data {
    let fields: [String: Any] = [
      "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2",
      "activation_function": "gelu_new", "vocab_size": vocabulary, "n_positions": context,
      "n_embd": width, "n_layer": layers, "n_head": heads, "n_inner": innerWidth,
      "layer_norm_epsilon": Double(normEpsilon.description) ?? 1e-5, "tie_word_embeddings": true,
      "bos_token_id": Int(endOfText), "eos_token_id": Int(endOfText), "torch_dtype": "float32",
      "attn_pdrop": 0.0, "embd_pdrop": 0.0, "resid_pdrop": 0.0,
    ]
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .prettyPrinted]
    do {
      return try JSONSerialization.data(withJSONObject: fields, options: options)
    } catch {
      throw LanguageModelError(.file, "config.json can't be encoded", underlying: error)
    }
  }
}
