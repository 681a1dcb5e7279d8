// Removal of fuzzy duplicates from a ranking, without comparing all pairs.
//
// The samples are walked from the best, and one is dropped if it is a duplicate of one that was
// kept. Of t trigrams, a duplicate shares at least h = ⌈t / 2⌉ with the kept sample, so it shares
// one among any t - h + 1 of them. Only the kept samples that have one of the sample's rarest
// t - h + 1 trigrams are compared with it, and those are few (the prefix filter of Chaudhuri,
// Ganti and Kaushik 2006). The answer is that of the comparison with all.

/// Finds samples that repeat others, in any number of rankings of the same samples.
public struct DuplicateRemoval: Sendable {
  private let table: SampleTrigrams

  /// Number of samples.
  public var count: Int { table.counts.count }

  /// Computes the word trigrams of all samples, once for all rankings, on all cores.
  ///
  /// - Complexity: The logarithm of the number of trigrams for each of them.
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
  ///   without being duplicates.
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

/// The samples kept so far, to be found by their trigrams.
private struct DuplicateWalk {
  private let table: SampleTrigrams
  private var shortTexts: Set<[UInt8]> = []
  /// The kept samples of each trigram as linked lists: where a list begins, and for each link the
  /// sample and the next link; -1 ends a list.
  private var heads: [Int32]
  private var links: [(sample: Int32, next: Int32)] = []
  /// The last sample that each kept sample was compared with.
  private var compared: [Int32]

  init(_ table: SampleTrigrams) {
    self.table = table
    heads = [Int32](repeating: -1, count: table.trigramCount)
    compared = [Int32](repeating: -1, count: table.counts.count)
  }

  /// Keeps the sample unless it is a duplicate of one kept before; says which.
  mutating func keeps(_ sample: Int) -> Bool {
    if let text = table.shortTexts[sample] { return shortTexts.insert(text).inserted }
    let row = table.row(sample)
    if isDuplicate(sample, row) { return false }
    for entry in row {
      links.append((Int32(sample), heads[Int(entry.trigram)]))
      heads[Int(entry.trigram)] = Int32(links.count - 1)
    }
    return true
  }

  private mutating func isDuplicate(_ sample: Int, _ row: ArraySlice<SampleTrigrams.Entry>) -> Bool
  {
    let count = Int(table.counts[sample])
    let half = (count + 1) / 2
    let shared = row.reduce(0) { $0 + Int($1.count) }
    // Trigrams of this sample alone are the rarest, and no kept sample has them.
    var seen = count - shared
    for entry in row {
      if seen > count - half { return false }
      seen += Int(entry.count)
      var link = heads[Int(entry.trigram)]
      while link >= 0 {
        let (other, next) = links[Int(link)]
        link = next
        guard compared[Int(other)] != Int32(sample) else { continue }
        compared[Int(other)] = Int32(sample)
        if shares(half, of: row, with: table.row(Int(other))) { return true }
      }
    }
    return false
  }

  /// Whether two samples have so many trigrams in common.
  private func shares(
    _ half: Int, of row: ArraySlice<SampleTrigrams.Entry>,
    with other: ArraySlice<SampleTrigrams.Entry>
  ) -> Bool {
    var (i, j, common) = (row.startIndex, other.startIndex, 0)
    while common < half, i < row.endIndex, j < other.endIndex {
      let (a, b) = (row[i], other[j])
      if a.trigram == b.trigram { common += Int(min(a.count, b.count)) }
      if a.trigram <= b.trigram { i += 1 }
      if b.trigram <= a.trigram { j += 1 }
    }
    return common >= half
  }
}
