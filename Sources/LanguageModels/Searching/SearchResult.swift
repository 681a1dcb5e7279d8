/// What a search found.
public struct SearchResult: Sendable {
  /// Continuations that reached their end, the likeliest first.
  public let continuations: [Continuation]
  /// The likeliest continuation that the search had not ended with; `nil` if none was left.
  public let open: Continuation?
  /// Whether no other continuation is likelier than those found.
  public let isExact: Bool
  /// Prefixes for which the model was asked for the next token.
  public let expansions: Int

  /// The result with no more than some continuations.
  public func prefix(_ count: Int) -> SearchResult {
    SearchResult(
      continuations: Array(continuations.prefix(count)), open: open, isExact: isExact,
      expansions: expansions)
  }
}
