import HeapModule
import LinearAlgebra

/// One run of a best-first search.
struct BestFirstRun {
  private let plan: BestFirstSearch
  private let endOfText: Token
  private let output: DecodingBatch.Output
  private let tree: PrefixTree
  private var frontier = Heap<Continuation>()
  private var found: [Continuation] = []
  private var expansions = 0
  /// Extensions that were read ahead of their turn.
  private var known: [[Token]: [Continuation]] = [:]
  /// The likeliest extension that `branching` left out.
  private var leftOut = -Double.infinity

  init(_ plan: BestFirstSearch, _ model: GPT2Model, _ prompt: [Token]) {
    self.plan = plan
    endOfText = model.configuration.endOfText
    let vocabulary = model.configuration.vocabulary
    // One more than is kept, so that what is left out has a bound.
    let limit = min(plan.branching.map { $0 + 1 } ?? vocabulary, vocabulary)
    output = .largest(limit)
    tree = PrefixTree(model, prompt, slots: max(64, 4 * plan.batch), threads: plan.threads)
  }

  /// Searches until enough is found or the expansions are spent.
  mutating func result() -> SearchResult {
    frontier.insert(Continuation(tokens: [], logProbability: 0))
    while found.count < plan.count, let best = frontier.popMax() {
      if isDone(best) {
        found.append(best)
        continue
      }
      if known[best.tokens] == nil {
        guard expansions < plan.expansions else {
          frontier.insert(best)
          break
        }
        read(with: best)
      }
      for next in known.removeValue(forKey: best.tokens)! { frontier.insert(next) }
    }
    let isExact = found.count == plan.count && leftOut < found.last!.logProbability
    return SearchResult(
      continuations: found, open: frontier.popMax(), isExact: isExact, expansions: expansions)
  }

  private func isDone(_ prefix: Continuation) -> Bool {
    prefix.tokens.count == plan.length
      || (plan.stopsAtEndOfText && prefix.tokens.last == endOfText)
  }

  /// Reads a prefix, and with it the likeliest others that will need it.
  private mutating func read(with best: Continuation) {
    var prefixes = [best]
    var others: [Continuation] = []
    let room = min(plan.batch, plan.expansions - expansions)
    while prefixes.count < room, others.count < 4 * plan.batch, let next = frontier.popMax() {
      others.append(next)
      if !isDone(next), known[next.tokens] == nil { prefixes.append(next) }
    }
    for other in others { frontier.insert(other) }
    for (prefix, candidates) in zip(prefixes, tree.read(prefixes.map(\.tokens), output)) {
      known[prefix.tokens] = extensions(of: prefix, candidates)
    }
    expansions += prefixes.count
    WorkProgress.report("searching", expansions, of: plan.expansions)
  }

  private mutating func extensions(
    of prefix: Continuation, _ candidates: Candidates
  ) -> [Continuation] {
    let all = candidates.logProbabilities.map { prefix.appending($0.token, $0.logProbability) }
    guard let branching = plan.branching, all.count > branching else { return all }
    leftOut = max(leftOut, all[branching].logProbability)
    return Array(all[..<branching])
  }
}
