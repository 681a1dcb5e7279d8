public import LanguageModels
import Reports

/// What `skua lm search` prints.
public struct SearchSummary: Sendable, Encodable {
  /// A continuation, whole or not.
  public struct Found: Sendable, Encodable {
    /// New tokens.
    public let tokens: [Token]
    /// Their text.
    public let text: String
    /// Sum of their log-probabilities, in nats.
    public let logProbability: Double
  }

  /// Whole continuations, the likeliest first.
  public let continuations: [Found]
  /// The likeliest beginning where the search was broken off; `null` if it was not.
  @Nullable public var open: Found?
  /// Whether no other continuation is likelier.
  public let isExact: Bool
  /// Beginnings that were extended.
  public let expansions: Int

  /// The result of a search, as text.
  public init(_ result: SearchResult, _ loaded: LoadedLanguageModel) {
    func found(_ continuation: Continuation) -> Found {
      Found(
        tokens: continuation.tokens, text: loaded.text(continuation.tokens),
        logProbability: continuation.logProbability)
    }
    continuations = result.continuations.map(found)
    open = result.isExact ? nil : result.open.map(found)
    isExact = result.isExact
    expansions = result.expansions
  }

  /// What a reader should know.
  public var notes: [String] {
    guard continuations.isEmpty, let open else { return [] }
    return [
      """
      no whole continuation after \(expansions) expansions, the likeliest beginning has \
      \(open.tokens.count) tokens; give more --expansions, or use --beam
      """
    ]
  }

  /// The continuations for people.
  public var text: String {
    (continuations.isEmpty ? [open].compactMap(\.self) : continuations).enumerated().map {
      let value = NumberFormat.decimal($0.element.logProbability)
      return "--- \($0.offset + 1), log-probability \(value)\n\($0.element.text)\n"
    }.joined()
  }
}
