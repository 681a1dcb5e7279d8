import Foundation
import LanguageModels
import LinearAlgebra
public import Memorization

/// Continues a text as far as a model repeats its training text: what `skua extend` runs.
///
/// Carlini et al. 2021, §6.4. The text grows by pieces: a search looks some tokens ahead, half of them are
/// kept, and the model is prompted again with what was found, as much of it as it reads at once.
public struct ExtensionRun: Sendable {
  /// How the next tokens are found.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Always the likeliest token.
    case greedy
    /// The likeliest few of each length.
    case beam
    /// Always the likeliest beginning.
    case bestFirst = "best_first"
  }

  /// How the next tokens are found.
  public var method: Method
  /// New tokens at most.
  public var length = 1000
  /// Tokens that a search looks ahead.
  public var lookahead = 32
  /// Continuations that a beam keeps.
  public var width = 16
  /// Beginnings that a best-first search extends at most for each piece.
  public var expansions = 2000

  /// A run by a method.
  public init(_ method: Method) { self.method = method }

  /// Continues a text.
  ///
  /// - Parameters:
  ///   - text: What to begin with; white space at its end is left to the model.
  ///   - loaded: The model.
  ///   - index: The training text; with it the run ends where the text is no longer in it.
  /// - Throws: `LanguageModelError` if the look-ahead doesn't fit the context; `MemorizationError` if
  ///   the text is empty, or not in the training text.
  public func run(
    from text: [UInt8], _ loaded: LoadedLanguageModel, in index: CorpusIndex? = nil
  ) throws -> ExtensionSummary {
    // White space at the end may be one token with what follows in the training text: the model says it.
    let trimmed = text.prefix(text.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? 0)
    let start = loaded.tokenizer.encode(Array(trimmed))
    guard !start.isEmpty else {
      throw MemorizationError(.input, "there is no text to continue: give its beginning")
    }
    let isKnown = { (tokens: [Token]) -> Bool in
      index.map { $0.count(loaded.tokenizer.decode(tokens)).occurrences > 0 } ?? true
    }
    guard isKnown(start) else {
      throw MemorizationError(
        .input, "the beginning is not in the training text: what follows can't be compared with it")
    }
    let clock = ContinuousClock.now
    var tokens = start
    var expansions = 0
    var end = ExtensionSummary.End.length
    while tokens.count - start.count < length, end == .length {
      let (next, cost) = try piece(after: tokens, loaded.model)
      expansions += cost
      let kept = min(keptTokens, length - (tokens.count - start.count))
      let grown = tokens + next.prefix(kept)
      // What is in the text stays there when it is shortened: the last that is in can be searched.
      var (known, unknown) = (tokens.count, grown.count + 1)
      if isKnown(grown) { known = grown.count }
      while known < grown.count, unknown - known > 1 {
        let middle = (known + unknown) / 2
        if isKnown(Array(grown.prefix(middle))) { known = middle } else { unknown = middle }
      }
      if known < grown.count { end = .text } else if next.isEmpty { end = .search }
      tokens = Array(grown.prefix(known))
      WorkProgress.report("extending", tokens.count - start.count, of: length)
    }
    return ExtensionSummary(
      method: method, found: loaded.tokenizer.decode(tokens.dropFirst(start.count)),
      tokens: tokens.count - start.count, isVerified: index != nil, end: end,
      expansions: expansions,
      seconds: clock.duration(to: .now).seconds)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private var keptTokens: Int { method == .greedy ? lookahead : max(1, lookahead / 2) }

  /// The next tokens, and how many beginnings were extended to find them.
  private func piece(
    after tokens: [Token], _ model: GPT2Model
  ) throws(LanguageModelError) -> (tokens: [Token], expansions: Int) {
    let prompt = Array(tokens.suffix(max(1, model.configuration.context - lookahead)))
    let result =
      switch method {
      case .greedy: try BeamSearch(width: 1, length: lookahead).run(model, after: prompt)
      case .beam: try BeamSearch(width: width, length: lookahead).run(model, after: prompt)
      case .bestFirst:
        try BestFirstSearch(length: lookahead, expansions: expansions, branching: 8)
          .run(model, after: prompt)
      }
    let best = result.continuations.first ?? result.open
    return (best?.tokens ?? [], result.expansions)
  }
}
