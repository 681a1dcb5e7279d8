import LanguageModels
import Memorization
import Runs

/// One sample of an audit.
struct AuditSample: Sendable, Equatable {
  let scheme: SamplingScheme
  let number: Int
  /// What the model continued; empty for the end-of-text token.
  let prompt: [Token]
  let tokens: [Token]
  let logProbabilities: [Float]
}

extension AuditSample {
  /// The sample as the store keeps it.
  var stored: StoredSample {
    StoredSample(
      group: scheme.rawValue, number: number, prompt: TokenCoding.data(tokens: prompt),
      tokens: TokenCoding.data(tokens: tokens),
      logProbabilities: TokenCoding.data(logProbabilities: logProbabilities))
  }

  /// A sample from the store.
  ///
  /// - Throws: `MemorizationError` or `RunsError` if its bytes are no such sample.
  init(_ stored: StoredSample) throws {
    guard let scheme = SamplingScheme(rawValue: stored.group) else {
      throw MemorizationError(
        .format, "the store has samples of '\(stored.group)', which is no sampling scheme")
    }
    self.scheme = scheme
    number = stored.number
    prompt = try TokenCoding.tokens(stored.prompt)
    tokens = try TokenCoding.tokens(stored.tokens)
    logProbabilities = try TokenCoding.logProbabilities(stored.logProbabilities)
    guard tokens.count == logProbabilities.count else {
      throw MemorizationError(
        .format, "sample \(number) of \(scheme.rawValue) in the store is damaged: delete the run")
    }
  }
}
