import Foundation

/// Sequences that a model continues side by side, each in a slot with its keys and values.
///
/// Slots are independent: what one of them gives doesn't depend on the others. Not to be used from two
/// threads at once.
public final class DecodingBatch {
  /// Tokens to read at the end of a slot's sequence.
  public struct Piece: Sendable {
    /// The slot.
    public let slot: Int
    /// One token or more.
    public let tokens: [Token]

    /// Tokens for a slot.
    public init(slot: Int, tokens: [Token]) {
      self.slot = slot
      self.tokens = tokens
    }
  }

  /// What to report after the last token of each piece.
  public enum Output: Sendable, Hashable {
    /// So many of the largest logits, the largest first, ties by the smaller token.
    case largest(Int)
    /// Every logit, in the order of tokens.
    case all
    /// Nothing.
    case none
  }

  /// The model.
  public let model: GPT2Model
  /// Number of slots.
  public let capacity: Int
  private let cache: KeyValueCache
  private let workspace: Workspace
  private let team: WorkTeam

  /// Empty slots.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - capacity: Number of slots.
  ///   - threads: Threads that work on each step together; all cores unless given.
  public init(_ model: GPT2Model, capacity: Int, threads: Int? = nil) {
    precondition(capacity > 0, "a batch of \(capacity) slots")
    self.model = model
    self.capacity = capacity
    team = WorkTeam(threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
    cache = model.network.makeCache(slots: capacity)
    workspace = model.network.makeWorkspace(
      rows: max(capacity, 256), threads: team.threads)
  }

  /// Tokens that a slot has read.
  public func length(of slot: Int) -> Int { cache.lengths[slot] }

  /// Empties a slot.
  public func reset(_ slot: Int) { cache.reset(slot) }

  /// Makes slot `target` what slot `slot` is; whole blocks of 64 positions are shared, not copied.
  public func copy(slot: Int, to target: Int) { cache.copy(slot, to: target) }

  /// Reads tokens into their slots and reports the distribution after each piece, in order.
  ///
  /// A prompt is a piece of many tokens, a step of sampling one of one token; they mix.
  /// - Parameters:
  ///   - pieces: Each slot at most once; no slot may grow beyond the model's context.
  ///   - output: What to report; for `.none` the result is empty.
  public func read(_ pieces: [Piece], _ output: Output) -> [Candidates] {
    var results: [Candidates] = []
    var pass = Pass()
    for piece in pieces {
      check(piece)
      var done = 0
      while done < piece.tokens.count {
        if pass.tokens.count == workspace.rows { results += run(&pass, output) }
        let count = min(piece.tokens.count - done, workspace.rows - pass.tokens.count)
        pass.spans.append(
          Span(
            slot: piece.slot, first: cache.lengths[piece.slot], count: count,
            row: pass.tokens.count))
        pass.tokens += piece.tokens[done..<(done + count)]
        cache.extend(piece.slot, by: count)
        done += count
      }
      pass.ends.append(pass.tokens.count - 1)
    }
    return results + run(&pass, output)
  }

  private struct Pass {
    var tokens: [Token] = []
    var spans: [Span] = []
    /// Rows after which the distribution is wanted.
    var ends: [Int] = []
  }

  private func check(_ piece: Piece) {
    let length = cache.lengths[piece.slot] + piece.tokens.count
    let (context, vocabulary) = (model.configuration.context, model.configuration.vocabulary)
    precondition(!piece.tokens.isEmpty, "no tokens for slot \(piece.slot)")
    precondition(length <= context, "slot \(piece.slot) would hold \(length) of \(context) tokens")
    precondition(
      piece.tokens.allSatisfy { $0 >= 0 && $0 < vocabulary },
      "a token outside the vocabulary of \(vocabulary)")
  }

  private func run(_ pass: inout Pass, _ output: Output) -> [Candidates] {
    guard !pass.tokens.isEmpty else { return [] }
    model.network.read(pass.tokens, pass.spans, cache: cache, in: workspace, team: team)
    let ends = pass.ends
    pass = Pass()
    return distributions(after: ends, output)
  }

  private func distributions(after rows: [Int], _ output: Output) -> [Candidates] {
    var request = VocabularyRequest()
    switch output {
    case .none: return []
    case .largest(let count): request.candidates = max(1, count)
    case .all: request.logits = true
    }
    let reading = model.network.output.read(rows, request, in: workspace, team: team)
    guard output == .all else { return reading.candidates }
    let tokens = Array(0..<Token(model.configuration.vocabulary))
    return zip(reading.logits, reading.logNormalizers).map {
      Candidates(tokens: tokens, logits: $0, logNormalizer: $1)
    }
  }
}
