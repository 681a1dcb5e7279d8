// The frontier is a heap of prefixes, the likeliest on top. A prefix that is taken from it either
// has its full length, and then no other continuation is likelier, or is read by the model, and its
// extensions join the frontier. Several of the likeliest are read at once, which changes the cost but
// not the outcome.

/// Looks for the likeliest continuations by always extending the likeliest prefix.
///
/// It is Dijkstra's shortest path through the tree of continuations, an edge as long as its token is
/// improbable (Carlini et al. 2019, "The Secret Sharer", section 5; used by Carlini et al. 2021,
/// section 6.4). Where one continuation is memorised it is followed directly; where many are about as
/// likely the search widens, until `expansions` ends it.
public struct BestFirstSearch: Sendable {
  /// New tokens of a continuation.
  public var length: Int
  /// Continuations to find.
  public var count: Int
  /// Prefixes to extend at most.
  public var expansions: Int
  /// Extensions of each prefix that are looked at, the likeliest; all if `nil`.
  public var branching: Int?
  /// Whether the end-of-text token ends a continuation.
  public var stopsAtEndOfText: Bool
  /// Prefixes read at once.
  public var batch: Int
  /// Threads; all cores unless given.
  public var threads: Int?

  /// A search.
  ///
  /// - Parameters:
  ///   - length: New tokens of a continuation.
  ///   - count: Continuations to find.
  ///   - expansions: Prefixes to extend at most.
  ///   - branching: Extensions of each prefix that are looked at, the likeliest; all if `nil`.
  ///   - stopsAtEndOfText: Whether the end-of-text token ends a continuation.
  ///   - batch: Prefixes read at once.
  ///   - threads: Threads; all cores unless given.
  public init(
    length: Int, count: Int = 1, expansions: Int = 10_000, branching: Int? = 64,
    stopsAtEndOfText: Bool = false, batch: Int = 8, threads: Int? = nil
  ) {
    self.length = length
    self.count = count
    self.expansions = expansions
    self.branching = branching
    self.stopsAtEndOfText = stopsAtEndOfText
    self.batch = batch
    self.threads = threads
  }

  /// The likeliest continuations of full length, and how far the search came.
  ///
  /// The result is exact if `count` were found before `expansions` ran out and `branching` left
  /// nothing out that is as likely.
  /// - Parameters:
  ///   - model: The model.
  ///   - prompt: What to continue; an empty one stands for the end-of-text token.
  /// - Throws: `LanguageModelError` if a number is not positive, prompt and continuation don't fit the
  ///   context, or a token is outside the vocabulary.
  public func run(
    _ model: GPT2Model, after prompt: [Token]
  ) throws(LanguageModelError) -> SearchResult {
    let prompt = prompt.isEmpty ? [model.configuration.endOfText] : prompt
    for (name, value) in [
      ("continuations", count), ("expansions", expansions), ("branches", branching ?? 1),
      ("prefixes at once", batch),
    ] where value < 1 {
      throw LanguageModelError(.option, "A search with \(value) \(name): ask for at least one.")
    }
    try model.configuration.checkSearch(prompt, length: length)
    var run = BestFirstRun(self, model, prompt)
    return run.result()
  }
}
