/// Rules out every token that would make a run of n tokens stand twice in prompt and text.
public struct RepetitionBan: LogitProcessor {
  /// The length n of runs that may not recur.
  public let length: Int

  /// - Throws: `LanguageModelError` if the length is below 1.
  public init(length: Int) throws(LanguageModelError) {
    guard length >= 1 else {
      throw LanguageModelError(.option, "runs of \(length) tokens can't be banned: 1 is the least")
    }
    self.length = length
  }

  public var candidateLimit: Int? { nil }

  /// - Complexity: O(n) for n tokens so far. Where every candidate is banned, nothing changes.
  public func process(_ candidates: inout Candidates, at position: SamplingPosition) {
    let tokens = position.tokens
    guard tokens.count >= length else { return }
    let ending = tokens.suffix(length - 1)
    var banned: Set<Token> = []
    for start in 0...(tokens.count - length)
    where tokens[start..<(start + length - 1)].elementsEqual(ending) {
      banned.insert(tokens[start + length - 1])
    }
    let kept = candidates.tokens.indices.filter { !banned.contains(candidates.tokens[$0]) }
    guard kept.contains(where: { candidates.logits[$0] > -.infinity }) else { return }
    candidates.tokens = kept.map { candidates.tokens[$0] }
    candidates.logits = kept.map { candidates.logits[$0] }
  }
}
