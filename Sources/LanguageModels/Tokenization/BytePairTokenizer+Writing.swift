import Foundation

extension BytePairTokenizer {
  /// Writes tokenizer.json, vocab.json, merges.txt and tokenizer_config.json, which Transformers
  /// opens.
  ///
  /// Each file is replaced as a whole or not at all.
  /// - Throws: `LanguageModelError` if the folder can't be written to.
  public func write(to folder: String) throws(LanguageModelError) {
    let special = Set(specialTokens.values)
    let names = pieces.indices.map { id in
      special.contains(Token(id))
        ? String(decoding: pieces[id], as: UTF8.self) : ByteCharacters.encode(pieces[id])
    }
    let vocabulary = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let pairs = merges.map { "\(names[Int($0.left)]) \(names[Int($0.right)])" }
    let added = specialTokens.sorted { $0.value < $1.value }.map { name, id in
      [
        "id": Int(id), "content": name, "single_word": false, "lstrip": false, "rstrip": false,
        "normalized": false, "special": true,
      ] as [String: Any]
    }
    try write(tokenizerFile(vocabulary, pairs, added), to: "\(folder)/tokenizer.json")
    try write(vocabulary, to: "\(folder)/vocab.json")
    try WholeFile.write(
      Data(("#version: 0.2\n" + pairs.map { $0 + "\n" }.joined()).utf8), to: "\(folder)/merges.txt")
    var configuration: [String: Any] = [
      "tokenizer_class": "GPT2Tokenizer", "add_prefix_space": false,
      "clean_up_tokenization_spaces": false,
    ]
    if endOfText != nil {
      for key in ["bos_token", "eos_token", "unk_token"] { configuration[key] = "<|endoftext|>" }
    }
    try write(configuration, to: "\(folder)/tokenizer_config.json")
  }

  private func tokenizerFile(
    _ vocabulary: [String: Int], _ merges: [String], _ added: [[String: Any]]
  ) -> [String: Any] {
    let bytes: [String: Any] = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true,
    ]
    let model: [String: Any] = [
      "type": "BPE", "dropout": NSNull(), "unk_token": NSNull(),
      "continuing_subword_prefix": NSNull(), "end_of_word_suffix": NSNull(), "fuse_unk": false,
      "byte_fallback": false, "ignore_merges": false, "vocab": vocabulary, "merges": merges,
    ]
    return [
      "version": "1.0", "truncation": NSNull(), "padding": NSNull(), "added_tokens": added,
      "normalizer": NSNull(), "pre_tokenizer": bytes, "post_processor": NSNull(), "decoder": bytes,
      "model": model,
    ]
  }

  private func write(_ object: Any, to path: String) throws(LanguageModelError) {
    do {
      let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
      try WholeFile.write(
        JSONSerialization.data(withJSONObject: object, options: options), to: path)
    } catch let error as LanguageModelError {
      throw error
    } catch {
      throw LanguageModelError(.file, "\(path): can't be encoded", underlying: error)
    }
  }
}
