/// Keeps the n likeliest tokens; of equal ones at the edge, those of smaller number.
public struct TopN: LogitProcessor {
  /// Tokens that are kept.
  public let count: Int

  /// - Throws: `LanguageModelError` if `count` is below 1.
  public init(_ count: Int) throws(LanguageModelError) {
    guard count >= 1 else {
      throw LanguageModelError(.option, "top-n keeps 1 token at least, not \(count)")
    }
    self.count = count
  }

  public var candidateLimit: Int? { count }

  public func process(_ candidates: inout Candidates, at position: SamplingPosition) {
    guard candidates.tokens.count > count else { return }
    candidates.keep(upTo: candidates.cut(at: Double(count)) { _ in 1 })
  }
}
