// Manber and Myers 1993, "Suffix arrays: a new method for on-line string searches": a binary search
// over the sorted suffixes that remembers how much of the pattern the suffixes at both ends of the
// interval share with it, and compares from there on.

import Foundation

/// A text and the order of its suffixes.
///
/// A pattern must not hold the separator 0xFF; then no match reaches from one document into the next.
/// Whatever the numbers in the array are, no look-up leaves the text.
struct SuffixTable: @unchecked Sendable {
  /// The text.
  let text: UnsafeBufferPointer<UInt8>
  /// Where the suffixes begin, the smallest suffix first.
  let suffixes: UnsafeBufferPointer<Int32>

  /// The longest beginning of a pattern that stands in the text.
  struct Longest {
    /// Its bytes.
    let length: Int
    /// One of the suffixes that begin with it.
    let rank: Int
  }

  /// Where the suffix of a rank begins.
  @inline(__always)
  func position(_ rank: Int) -> Int {
    min(Int(UInt32(bitPattern: suffixes[rank])), text.count)
  }

  /// The longest beginning of a pattern that stands in the text.
  ///
  /// - Complexity: O(m + log n) byte comparisons on text as it is, O(m log n) at worst.
  func longest(_ pattern: UnsafeBufferPointer<UInt8>) -> Longest {
    var low = -1, high = suffixes.count
    var sharedLow = 0, sharedHigh = 0
    while high - low > 1 {
      let middle = (low + high) >> 1
      let start = position(middle)
      let shared = common(pattern, at: start, from: min(sharedLow, sharedHigh))
      if shared == pattern.count { return Longest(length: shared, rank: middle) }
      if start + shared < text.count, text[start + shared] > pattern[shared] {
        high = middle
        sharedHigh = shared
      } else {
        low = middle
        sharedLow = shared
      }
    }
    return sharedLow >= sharedHigh
      ? Longest(length: sharedLow, rank: max(low, 0)) : Longest(length: sharedHigh, rank: high)
  }

  /// The ranks of all suffixes that begin with a pattern, around one that does.
  ///
  /// - Complexity: O(m log k) for k suffixes.
  func ranks(_ pattern: UnsafeBufferPointer<UInt8>, around rank: Int) -> Range<Int> {
    func begins(_ rank: Int) -> Bool {
      common(pattern, at: position(rank), from: 0) == pattern.count
    }
    var first = rank, step = 1
    while first - step >= 0, begins(first - step) {
      first -= step
      step *= 2
    }
    var before = max(first - step, -1)
    while first - before > 1 {
      let middle = (first + before) >> 1
      if begins(middle) { first = middle } else { before = middle }
    }
    var last = rank
    step = 1
    while last + step < suffixes.count, begins(last + step) {
      last += step
      step *= 2
    }
    var after = min(last + step, suffixes.count)
    while after - last > 1 {
      let middle = (last + after) >> 1
      if begins(middle) { last = middle } else { after = middle }
    }
    return first..<(last + 1)
  }

  /// The ranks of all suffixes that begin with a pattern; empty if none does.
  func ranks(_ pattern: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard !pattern.isEmpty, !suffixes.isEmpty else { return 0..<0 }
    let best = longest(pattern)
    return best.length == pattern.count ? ranks(pattern, around: best.rank) : 0..<0
  }

  /// How many bytes a pattern and the text from a place on share, of which some are known to be.
  @inline(__always)
  private func common(
    _ pattern: UnsafeBufferPointer<UInt8>, at start: Int, from known: Int
  ) -> Int {
    guard let text = text.baseAddress,
      let pattern = pattern.baseAddress.map({ ($0, pattern.count) })
    else { return 0 }
    let limit = min(pattern.1, self.text.count - start)
    let a = UnsafeRawPointer(pattern.0), b = UnsafeRawPointer(text + start)
    var i = min(known, limit)
    while i + 8 <= limit {
      let difference =
        a.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
        ^ b.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
      if difference != 0 { return i + difference.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < limit,
      a.load(fromByteOffset: i, as: UInt8.self) == b.load(fromByteOffset: i, as: UInt8.self)
    {
      i += 1
    }
    return i
  }
}
