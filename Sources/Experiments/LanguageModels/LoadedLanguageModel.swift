public import LanguageModels

/// A language model from a folder, with its tokenizer.
public struct LoadedLanguageModel: Sendable {
  /// The weights, ready to sample and score.
  public let model: GPT2Model
  /// What turns text into tokens.
  public let tokenizer: BytePairTokenizer

  /// Opens a Hugging Face folder: config.json, safetensors and the tokenizer's files.
  ///
  /// - Throws: `LanguageModelError` if a file is missing or broken, or if they don't fit together.
  public init(
    folder path: String, precision: Precision = .preferred
  ) throws(LanguageModelError) {
    let folder = try ModelFolder(path)
    tokenizer = try BytePairTokenizer(folder: path)
    try folder.validate(tokenizerSize: tokenizer.vocabularySize)
    model = try GPT2Model(
      configuration: folder.configuration, tensors: folder, precision: precision)
  }

  /// The text of tokens; what is no UTF-8 shows as the replacement character.
  public func text(_ tokens: [Token]) -> String {
    String(decoding: tokenizer.decode(tokens), as: UTF8.self)
  }
}
