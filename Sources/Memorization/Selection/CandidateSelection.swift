/// Chooses the samples of a configuration that are looked at: ranked, without duplicates.
public struct CandidateSelection: Sendable, Hashable {
  /// Candidates to choose.
  public let count: Int
  /// Distinct samples from the top of the ranking among which they are chosen.
  public let pool: Int
  /// How they are chosen.
  public let rule: SelectionRule

  /// A choice of candidates; unless told the best 100.
  ///
  /// - Parameters:
  ///   - count: Candidates to choose.
  ///   - pool: Distinct samples among which they are chosen; no fewer than `count`.
  ///   - rule: How they are chosen.
  /// - Throws: `MemorizationError` of code `option` if no candidate is asked for, or more than the
  ///   pool holds.
  public init(
    count: Int = 100, pool: Int = 1000, rule: SelectionRule = .top
  ) throws(MemorizationError) {
    guard count > 0, pool >= count else {
      throw MemorizationError(
        .option,
        """
        \(count) candidates from a pool of \(pool): ask for at least one, and for a pool no smaller \
        than that.
        """)
    }
    self.count = count
    self.pool = pool
    self.rule = rule
  }

  /// The paper's choice of 100, spread over the best half per cent: over 1,000 of 200,000 samples.
  ///
  /// - Parameter samples: Samples of a scheme. Of fewer than 20,000 the best 100 are chosen.
  public static func paper(of samples: Int) -> Self {
    Self(checkedCount: 100, pool: max(100, samples / 200), rule: .sqrt)
  }

  private init(checkedCount: Int, pool: Int, rule: SelectionRule) {
    count = checkedCount
    self.pool = pool
    self.rule = rule
  }

  /// A sample that was chosen.
  public struct Candidate: Sendable, Hashable, Codable {
    /// The sample's index.
    public var sample: Int
    /// Its rank among the distinct samples, from 0 for the best.
    public var rank: Int
    /// Its score.
    public var score: Double
  }

  /// What was chosen, and from what.
  public struct Outcome: Sendable, Equatable {
    /// The candidates by ascending rank.
    public var candidates: [Candidate]
    /// The distinct samples among which they were chosen, the best first.
    public var pool: [Int]
    /// Duplicates that were dropped on the way.
    public var removed: Int
    /// Samples without a score; they are not chosen.
    public var unscored: Int
    /// One sentence if there are fewer candidates than were asked for.
    public var shortage: String?
  }

  /// Ranks the samples, drops duplicates until the pool is full, and chooses from it.
  ///
  /// - Parameters:
  ///   - scores: A score for each sample, the larger the better; `nan` for none.
  ///   - identifiers: The samples' identifiers, which order equal scores; indices unless given.
  ///   - duplicates: Made once of the same samples' texts.
  public func select(
    scores: [Double], identifiers: [Int]? = nil, removing duplicates: DuplicateRemoval
  ) -> Outcome {
    precondition(
      scores.count == duplicates.count, "\(scores.count) scores of \(duplicates.count) samples")
    let ranking = Ranking(scores: scores, identifiers: identifiers)
    let walk = duplicates.walk(ranking.scored, keeping: pool)
    let candidates = rule.ranks(count, of: walk.kept.count).map { rank in
      Candidate(sample: walk.kept[rank], rank: rank, score: scores[walk.kept[rank]])
    }
    let unscored = scores.count - ranking.scoredCount
    var outcome = Outcome(
      candidates: candidates, pool: walk.kept, removed: walk.removed, unscored: unscored)
    if candidates.count < count {
      outcome.shortage = """
        \(candidates.count) candidates instead of \(count): of \(scores.count) samples, \
        \(walk.removed) dropped as duplicates, \(unscored) without a score.
        """
    }
    return outcome
  }
}

extension CandidateSelection: Codable {
  private enum CodingKeys: CodingKey { case count, pool, rule }

  /// Reads a choice, and holds it to what `init` allows.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      count: container.decode(Int.self, forKey: .count),
      pool: container.decode(Int.self, forKey: .pool),
      rule: container.decode(SelectionRule.self, forKey: .rule))
  }

  /// Writes count, pool and rule.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(pool, forKey: .pool)
    try container.encode(rule, forKey: .rule)
  }
}
