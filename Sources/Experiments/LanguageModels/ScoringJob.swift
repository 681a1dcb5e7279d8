import Foundation
public import LanguageModels

/// Scores texts under a model.
public struct ScoringJob: Sendable {
  /// A text with a name for messages.
  public struct Text: Sendable {
    /// Where it stands, such as a file's path.
    public let name: String
    /// Its bytes, which need not be UTF-8.
    public let bytes: [UInt8]

    /// A named text.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The model and its tokenizer.
  public let loaded: LoadedLanguageModel
  /// How to score.
  public let options: ScoreOptions

  /// A job for a model.
  public init(_ loaded: LoadedLanguageModel, _ options: ScoreOptions) {
    self.loaded = loaded
    self.options = options
  }

  /// The scores of the texts, in order.
  ///
  /// - Throws: `LanguageModelError` that names a text that is empty, or longer than the context
  ///   without a stride.
  public func run(_ texts: [Text]) async throws(LanguageModelError) -> [ScoreRecord] {
    let sequences = texts.map { loaded.tokenizer.encode($0.bytes) }
    let room = loaded.model.configuration.context - (options.startsWithEndOfText ? 1 : 0)
    for (text, tokens) in zip(texts, sequences) {
      if tokens.isEmpty { throw LanguageModelError(.input, "\(text.name): there is no text") }
      guard tokens.count <= room || options.stride != nil else {
        throw LanguageModelError(
          .input,
          "\(text.name): \(tokens.count) tokens, but the model reads \(room) at once; give a "
            + "--stride to score it in windows")
      }
    }
    let scores = try await loaded.model.score(sequences, options)
    return texts.indices.map {
      ScoreRecord(
        id: $0, name: texts[$0].name, tokens: sequences[$0], scores[$0],
        text: { loaded.text([$0]) })
    }
  }
}
