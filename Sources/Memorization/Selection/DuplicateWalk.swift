// Looks for duplicates without comparing all pairs.
//
// Of t trigrams, a duplicate shares at least h = ⌈t / 2⌉ with a kept sample, so it shares one among
// any t - h + 1 of them, and at least l among any t - h + l. The sample's trigrams are taken from
// the rarest on. The kept samples that have one of the first t - h + 1 are candidates; as long as
// it costs less than comparing them, further trigrams are looked up, and candidates that share too
// few are dropped. Those that are left are compared. The answer is that of the comparison with all.
//
// The first step is the prefix filter of Chaudhuri, Ganti and Kaushik 2006, the second extends it
// as Wang, Li and Feng 2012 do.

/// The samples kept so far, to be found by their trigrams.
struct DuplicateWalk {
  private let table: SampleTrigrams
  private var shortTexts: Set<[UInt8]> = []
  /// The kept samples that have each trigram, in that trigram's part of the list.
  private var postings: [Int32]
  /// How many the part of each trigram holds.
  private var postingCounts: [Int32]
  /// For each candidate at least as many trigrams as it shares among those looked up; else 0.
  private var hits: [Int32]
  private var candidates: [Int32] = []

  /// How many postings are read in the time of one comparison.
  private static let comparisonCost = 64

  init(_ table: SampleTrigrams) {
    self.table = table
    postings = [Int32](repeating: 0, count: table.entries.count)
    postingCounts = [Int32](repeating: 0, count: table.postingStarts.count - 1)
    hits = [Int32](repeating: 0, count: table.counts.count)
  }

  /// Keeps the sample unless it is a duplicate of one kept before; says which.
  mutating func keeps(_ sample: Int) -> Bool {
    if let text = table.shortTexts[sample] { return shortTexts.insert(text).inserted }
    let range = table.starts[sample]..<table.starts[sample + 1]
    if isDuplicate(range, count: Int(table.counts[sample])) { return false }
    for entry in table.entries[range] {
      let trigram = Int(entry.trigram)
      postings[table.postingStarts[trigram] + Int(postingCounts[trigram])] = Int32(sample)
      postingCounts[trigram] += 1
    }
    return true
  }

  private mutating func isDuplicate(_ range: Range<Int>, count: Int) -> Bool {
    let half = (count + 1) / 2
    let shared = table.entries[range].reduce(0) { $0 + Int($1.count) }
    // Trigrams of this sample alone are the rarest, and no kept sample has them.
    var seen = count - shared
    var position = range.lowerBound
    while position < range.upperBound, seen <= count - half {
      lookUp(table.entries[position], addingCandidates: true)
      seen += Int(table.entries[position].count)
      position += 1
    }
    while position < range.upperBound, !candidates.isEmpty {
      let entry = table.entries[position]
      let length = Int(postingCounts[Int(entry.trigram)])
      if length > Self.comparisonCost * candidates.count { break }
      lookUp(entry, addingCandidates: false)
      seen += Int(entry.count)
      position += 1
      dropCandidates(below: Int32(seen - (count - half)))
    }
    let found = candidates.contains { other in
      shares(half, of: range, with: Int(other))
    }
    dropCandidates(below: .max)
    return found
  }

  /// Counts a trigram for the candidates that have it, and adds those that were none yet.
  private mutating func lookUp(_ entry: SampleTrigrams.Entry, addingCandidates: Bool) {
    let trigram = Int(entry.trigram)
    let start = table.postingStarts[trigram]
    for index in start..<(start + Int(postingCounts[trigram])) {
      let other = postings[index]
      let before = hits[Int(other)]
      if before == 0 {
        guard addingCandidates else { continue }
        candidates.append(other)
      }
      hits[Int(other)] = before + entry.count
    }
  }

  private mutating func dropCandidates(below least: Int32) {
    candidates.removeAll { other in
      guard hits[Int(other)] < least else { return false }
      hits[Int(other)] = 0
      return true
    }
  }

  /// Whether a sample shares `half` of its trigrams with another; ends once it can't.
  private func shares(_ half: Int, of range: Range<Int>, with other: Int) -> Bool {
    let end = table.starts[other + 1]
    var (i, j) = (range.lowerBound, table.starts[other])
    var common = 0
    var rest = table.entries[range].reduce(0) { $0 + Int($1.count) }
    while common < half, common + rest >= half, i < range.upperBound, j < end {
      let (a, b) = (table.entries[i], table.entries[j])
      if a.trigram == b.trigram { common += Int(min(a.count, b.count)) }
      if a.trigram <= b.trigram {
        rest -= Int(a.count)
        i += 1
      }
      if b.trigram <= a.trigram { j += 1 }
    }
    return common >= half
  }
}
