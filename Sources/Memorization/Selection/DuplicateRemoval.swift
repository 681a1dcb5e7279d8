// Removal of fuzzy duplicates from a ranking.

/// Finds samples that repeat others, in any number of rankings of the same samples.
public struct DuplicateRemoval: Sendable {
  private let table: SampleTrigrams

  /// Number of samples.
  public var count: Int { table.counts.count }

  /// Computes the word trigrams of all samples, once for all rankings, on all cores.
  ///
  /// - Complexity: n log n in the number of trigrams; about 35 bytes of memory for each while
  ///   it works.
  public init(texts: [[UInt8]]) {
    self.init(count: texts.count) { texts[$0] }
  }

  /// Computes the word trigrams of samples that are not all in memory.
  ///
  /// - Parameters:
  ///   - count: Number of samples.
  ///   - text: The text of a sample; called once for each, on several threads.
  public init(count: Int, text: @Sendable (Int) -> [UInt8]) {
    table = SampleTrigrams(count: count, text: text)
  }

  /// What a walk kept and dropped.
  public struct Result: Sendable, Equatable {
    /// The samples that are duplicates of none before them, in the order of the walk.
    public var kept: [Int]
    /// How many samples were dropped before the walk ended.
    public var removed: Int

    /// The share of the samples walked that were dropped; 0 of none.
    public var removedShare: Double {
      removed == 0 ? 0 : Double(removed) / Double(kept.count + removed)
    }
  }

  /// Walks samples in order and drops each that is a duplicate of one kept before it.
  ///
  /// - Parameters:
  ///   - order: Indices of samples, the best first, none twice.
  ///   - limit: The walk ends once so many are kept; `nil` walks all.
  /// - Complexity: Near linear in the trigrams walked, as long as few samples share rare trigrams
  ///   without being duplicates; quadratic, with a small factor, where most texts are alike.
  public func walk(_ order: some Sequence<Int>, keeping limit: Int? = nil) -> Result {
    var walk = DuplicateWalk(table)
    var result = Result(kept: [], removed: 0)
    for sample in order {
      if let limit, result.kept.count >= limit { break }
      if walk.keeps(sample) {
        result.kept.append(sample)
      } else {
        result.removed += 1
      }
    }
    return result
  }
}
