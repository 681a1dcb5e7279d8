import Foundation
public import LanguageModels

/// Refuses a token that would make the last n tokens stand in a training text word for word.
///
/// It stands at the end of sampling, as a filter in front of a service would, and costs one look-up for each
/// token. What a model knows with another spelling or a word changed passes (Ippolito et al. 2023, "Preventing
/// verbatim memorization gives a false sense of privacy").
public struct CorpusBan: LogitProcessor {
  /// The training text.
  public let index: CorpusIndex
  /// Tokens that may not stand in it in a row.
  public let length: Int
  private let tokenizer: BytePairTokenizer

  /// A ban of runs of 50 tokens unless told.
  ///
  /// - Throws: `MemorizationError` if the length is below 2.
  public init(
    _ index: CorpusIndex, _ tokenizer: BytePairTokenizer, length: Int = 50
  ) throws(MemorizationError) {
    guard length >= 2 else {
      throw MemorizationError(.option, "runs of \(length) tokens can't be banned: 2 is the least")
    }
    self.index = index
    self.length = length
    self.tokenizer = tokenizer
  }

  public var candidateLimit: Int? { nil }

  /// - Complexity: One look-up; where the last n - 1 tokens stand in the text, one for each candidate. Where
  ///   every candidate is banned, nothing changes.
  public func process(_ candidates: inout Candidates, at position: SamplingPosition) {
    guard position.tokens.count >= length - 1 else { return }
    let ending = tokenizer.decode(position.tokens.suffix(length - 1))
    guard index.count(ending).occurrences > 0 else { return }
    let kept = candidates.tokens.indices.filter {
      index.count(ending + tokenizer.decode([candidates.tokens[$0]])).occurrences == 0
    }
    guard kept.contains(where: { candidates.logits[$0] > -.infinity }) else { return }
    candidates.tokens = kept.map { candidates.tokens[$0] }
    candidates.logits = kept.map { candidates.logits[$0] }
  }
}
