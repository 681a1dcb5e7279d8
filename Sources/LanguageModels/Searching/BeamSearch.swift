/// Looks for likely continuations by keeping the likeliest few of each length.
///
/// A width of 1 is greedy decoding. Nothing says that the likeliest continuation is found: its
/// beginning may fall out of the beam.
public struct BeamSearch: Sendable {
  /// Continuations kept at each length.
  public var width: Int
  /// New tokens of each at most.
  public var length: Int
  /// Whether the end-of-text token ends a continuation.
  public var stopsAtEndOfText: Bool
  /// Threads; all cores unless given.
  public var threads: Int?

  /// A search.
  ///
  /// - Parameters:
  ///   - width: Continuations kept at each length.
  ///   - length: New tokens of each at most.
  ///   - stopsAtEndOfText: Whether the end-of-text token ends a continuation.
  ///   - threads: Threads; all cores unless given.
  public init(width: Int, length: Int, stopsAtEndOfText: Bool = false, threads: Int? = nil) {
    self.width = width
    self.length = length
    self.stopsAtEndOfText = stopsAtEndOfText
    self.threads = threads
  }

  /// The `width` likeliest continuations that the beam held at its end, the likeliest first.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - prompt: What to continue; an empty one stands for the end-of-text token.
  /// - Throws: `LanguageModelError` if the width or the length is not positive, prompt and
  ///   continuation don't fit the context, or a token is outside the vocabulary.
  public func run(
    _ model: GPT2Model, after prompt: [Token]
  ) throws(LanguageModelError) -> SearchResult {
    let prompt = prompt.isEmpty ? [model.configuration.endOfText] : prompt
    guard width > 0 else {
      throw LanguageModelError(.option, "A beam of \(width): keep at least one continuation.")
    }
    try model.configuration.checkSearch(prompt, length: length)
    return search(
      DecodingBatch(model, capacity: 2 * width + 1, threads: threads), prompt,
      endOfText: model.configuration.endOfText)
  }

  private func search(
    _ batch: DecodingBatch, _ prompt: [Token], endOfText: Token
  ) -> SearchResult {
    // Slots of this length and of the next take turns.
    var slots = [2 * width], spare = Array(0..<width), used = Array(width..<(2 * width))
    var beam = [Continuation(tokens: [], logProbability: 0)]
    var ended: [Continuation] = []
    var expansions = 0
    var pieces = [DecodingBatch.Piece(slot: slots[0], tokens: prompt)]
    for _ in 0..<length where !beam.isEmpty {
      let answers = batch.read(pieces, .largest(width))
      expansions += answers.count
      let best = zip(beam.indices, answers).flatMap { parent, candidates in
        candidates.logProbabilities.map {
          (parent: parent, next: beam[parent].appending($0.token, $0.logProbability))
        }
      }.sorted { $0.next > $1.next }.prefix(width)
      let ends = best.filter { stopsAtEndOfText && $0.next.tokens.last == endOfText }
      let goesOn = best.filter { !(stopsAtEndOfText && $0.next.tokens.last == endOfText) }
      ended += ends.map(\.next)
      for (target, child) in zip(spare, goesOn) {
        batch.copy(slot: slots[child.parent], to: target)
      }
      slots = Array(spare.prefix(goesOn.count))
      swap(&spare, &used)
      beam = goesOn.map(\.next)
      pieces = zip(slots, beam).map { .init(slot: $0, tokens: [$1.tokens.last!]) }
    }
    let found = (ended + beam).sorted(by: >).prefix(width)
    return SearchResult(
      continuations: Array(found), open: nil, isExact: false, expansions: expansions)
  }
}

extension Candidates {
  /// The candidates with their log-probabilities.
  var logProbabilities: [(token: Token, logProbability: Double)] {
    zip(tokens, logits).map { ($0, Double($1) - Double(logNormalizer)) }
  }
}

extension GPT2Configuration {
  /// Throws if a model of this shape can't continue a prompt by so many tokens.
  func checkSearch(_ prompt: [Token], length: Int) throws(LanguageModelError) {
    try checkTokens(prompt, of: "The prompt")
    guard length > 0, prompt.count + length - 1 <= context else {
      throw LanguageModelError(
        .option,
        """
        A search for \(length) tokens after a prompt of \(prompt.count): ask for at least one, and \
        for no more than fit into the context of \(context).
        """)
    }
  }
}
