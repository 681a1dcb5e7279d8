// The trigrams of many samples in one flat table.
//
// A trigram of a single sample is common to no two, so only those of at least two samples are
// kept. They are numbered from the rarest to the most frequent, so that a sample's entries, sorted
// by number, begin with those that tell most.

import LinearAlgebra

/// The trigrams that samples share, each a number, and how many trigrams each sample has.
struct SampleTrigrams: Sendable {
  /// A shared trigram and how often the sample has it.
  struct Entry: Sendable {
    var trigram: Int32
    var count: Int32
  }

  /// The entries of all samples, one sample after the other, each by ascending number.
  let entries: [Entry]
  /// Where each sample's entries begin, and the end of the last.
  let starts: [Int]
  /// The number of trigrams of each sample, shared or not.
  let counts: [Int32]
  /// The texts of less than three words, by sample.
  let shortTexts: [Int: [UInt8]]
  /// For each shared trigram, how many entries those before it have in all; then all.
  let postingStarts: [Int]

  /// Samples that one thread takes at a time.
  private static let grain = 256

  /// - Parameter text: The text of a sample; called once for each, on several threads.
  init(count: Int, text: @Sendable (Int) -> [UInt8]) {
    let multisets = parallelMap(count, grain: Self.grain) { TrigramMultiset(text($0)) }
    let numbers = SharedTrigrams(multisets)
    let rows = parallelMap(count, grain: Self.grain) { sample in
      multisets[sample].entries.compactMap { entry in
        numbers.number(of: entry.hash).map { Entry(trigram: $0, count: entry.count) }
      }.sorted { $0.trigram < $1.trigram }
    }
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for row in rows { starts.append(starts[starts.count - 1] + row.count) }
    self.starts = starts
    entries = Array(rows.joined())
    counts = multisets.map { Int32($0.count) }
    var postingStarts = [Int](repeating: 0, count: numbers.count + 1)
    for entry in entries { postingStarts[Int(entry.trigram) + 1] += 1 }
    for trigram in 0..<numbers.count { postingStarts[trigram + 1] += postingStarts[trigram] }
    self.postingStarts = postingStarts
    var shortTexts: [Int: [UInt8]] = [:]
    for (sample, multiset) in multisets.enumerated() where multiset.shortText != nil {
      shortTexts[sample] = multiset.shortText
    }
    self.shortTexts = shortTexts
  }

  /// The entries of a sample.
  func row(_ sample: Int) -> ArraySlice<Entry> { entries[starts[sample]..<starts[sample + 1]] }
}

/// The results of a function of `0..<count`, computed on all cores.
private func parallelMap<Result: Sendable>(
  _ count: Int, grain: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
  [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    nonisolated(unsafe) let target = buffer
    parallelFor(count, grain: grain) { _, range in
      for index in range { target.initializeElement(at: index, to: transform(index)) }
    }
    initialized = count
  }
}
