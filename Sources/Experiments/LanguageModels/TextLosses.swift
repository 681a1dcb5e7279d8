import LanguageModels
import LinearAlgebra

extension LoadedLanguageModel {
  /// The negative log-probability of each text after the end-of-text token, in nats.
  ///
  /// - Throws: `LanguageModelError` if one doesn't fit the context, or is empty.
  func losses(of texts: [String], work: String = "scoring") async throws -> [Double] {
    var losses: [Double] = []
    losses.reserveCapacity(texts.count)
    let page = 2048
    for start in stride(from: 0, to: texts.count, by: page) {
      let part = texts[start..<min(start + page, texts.count)].map { tokenizer.encode($0) }
      losses += try await model.score(part, ScoreOptions()).map { -$0.sum }
      WorkProgress.report(work, losses.count, of: texts.count)
    }
    return losses
  }
}
