import LinearAlgebra

/// The trigrams that at least two samples have, numbered from the rarest to the most frequent.
struct SharedTrigrams: Sendable {
  /// By ascending hash.
  private let hashes: [UInt64]
  private let numbers: [Int32]
  /// Where the hashes begin whose leading bits are 0, 1, 2, ….
  private let starts: [Int32]
  private let shift: UInt64

  var count: Int { hashes.count }

  /// Finds out which trigrams are shared.
  init(_ multisets: [TrigramMultiset]) {
    let shared = Self.frequencies(multisets)
    hashes = shared.map(\.hash)
    var numbers = [Int32](repeating: 0, count: shared.count)
    let order = shared.indices.sorted {
      (shared[$0].samples, shared[$0].hash) < (shared[$1].samples, shared[$1].hash)
    }
    for (number, index) in order.enumerated() { numbers[index] = Int32(number) }
    self.numbers = numbers
    // About one hash to each value of the leading bits.
    let bits = max(1, Int.bitWidth - shared.count.leadingZeroBitCount)
    shift = UInt64(64 - bits)
    var starts = [Int32](repeating: 0, count: (1 << bits) + 1)
    for entry in shared { starts[Int(entry.hash >> shift) + 1] += 1 }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    self.starts = starts
  }

  /// The number of a trigram; `nil` if no two samples have it.
  func number(of hash: UInt64) -> Int32? {
    let leading = Int(hash >> shift)
    for index in Int(starts[leading])..<Int(starts[leading + 1]) where hashes[index] == hash {
      return numbers[index]
    }
    return nil
  }

  /// The trigrams of at least two samples, by ascending hash, and how many samples have each.
  ///
  /// The hashes are dealt into 256 piles by their first byte, and each pile is sorted by itself.
  private static func frequencies(
    _ multisets: [TrigramMultiset]
  ) -> [(hash: UInt64, samples: Int32)] {
    var ends = [Int](repeating: 0, count: 257)
    for multiset in multisets {
      for entry in multiset.entries { ends[Int(entry.hash >> 56) + 1] += 1 }
    }
    for pile in 1...256 { ends[pile] += ends[pile - 1] }
    let starts = ends
    var dealt = [UInt64](repeating: 0, count: ends[256])
    for multiset in multisets {
      for entry in multiset.entries {
        let pile = Int(entry.hash >> 56)
        dealt[ends[pile]] = entry.hash
        ends[pile] += 1
      }
    }
    sort(&dealt, piles: starts)
    return runs(dealt)
  }

  private static func sort(_ hashes: inout [UInt64], piles starts: [Int]) {
    hashes.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(starts.count - 1, grain: 1) { pile, _ in
        var slice = target[starts[pile]..<starts[pile + 1]]
        slice.sort()
      }
    }
  }

  /// The values that stand more than once in a sorted list, with how often.
  private static func runs(_ sorted: [UInt64]) -> [(hash: UInt64, samples: Int32)] {
    var result: [(hash: UInt64, samples: Int32)] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      if end - start > 1 { result.append((sorted[start], Int32(end - start))) }
      start = end
    }
    return result
  }
}
