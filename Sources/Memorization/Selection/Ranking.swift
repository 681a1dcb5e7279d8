/// Samples in the order of their scores.
public struct Ranking: Sendable, Equatable {
  /// Indices of all samples, the best first; those whose score is `nan` come last.
  public let order: [Int]
  /// How many have a score.
  public let scoredCount: Int

  /// Ranks samples; equal scores stand by ascending identifier, then by index.
  ///
  /// - Parameters:
  ///   - scores: A score for each sample, the larger the better.
  ///   - identifiers: The samples' identifiers, as many; the indices unless given.
  public init(scores: [Double], identifiers: [Int]? = nil) {
    precondition(
      identifiers == nil || identifiers?.count == scores.count,
      "\(identifiers?.count ?? 0) identifiers for \(scores.count) scores")
    let keys = scores.indices.map { index in
      Key(score: scores[index], identifier: identifiers?[index] ?? index, index: index)
    }
    order = keys.sorted(by: <).map(\.index)
    scoredCount = scores.count { !$0.isNaN }
  }

  /// The samples that have a score, the best first.
  public var scored: ArraySlice<Int> { order[..<scoredCount] }

  private struct Key: Comparable {
    var score: Double
    var identifier: Int
    var index: Int

    static func < (a: Key, b: Key) -> Bool {
      if a.score.isNaN != b.score.isNaN { return b.score.isNaN }
      if a.score != b.score, !a.score.isNaN { return a.score > b.score }
      return (a.identifier, a.index) < (b.identifier, b.index)
    }
  }
}
