// Exact-substring de-duplication (Lee et al. 2021, "Deduplicating training data makes language
// models better", section 4.1), without their suffix array. What they look for, a stretch of at least
// L bytes that stands elsewhere, begins with a window of L bytes that does; and windows of one length
// can be told apart by a hash. The anchors of windows first show which may stand twice at all. Those
// are walked from left to right, and a table keeps where each stood first; within a stretch that
// repeats, the next window needs no look-up but the comparison of one byte. Sorting the suffixes alone
// takes several times as long as all of this, and five bytes of memory for each byte.

import LinearAlgebra

/// Finds what stands more than once in a text.
struct RepeatScan {
  /// Bytes of a repeat at least.
  let length: Int
  /// Whether the first of equal stretches stays.
  let keepsFirst: Bool

  /// The stretches that repeat, from left to right and apart from each other.
  ///
  /// If the first of equal stretches stays and a repeat overlaps with it, only what lies behind the
  /// first is listed. Stretches begin and end between characters.
  /// - Parameters:
  ///   - texts: The text.
  ///   - joins: Places beside which every repeat has one of its windows, if that is known.
  /// - Complexity: Linear.
  func cuts(
    in texts: JoinedTexts, near joins: [Int]? = nil
  ) throws(MemorizationError) -> [Range<Int>] {
    let runs = AnchorRuns(window: length).runs(of: texts)
    let filter = joins.map { self.filter(texts, near: $0) } ?? self.filter(runs)
    return Self.betweenCharacters(try walk(texts, runs, filter), texts.bytes)
  }

  /// A filter of all anchors.
  private func filter(_ runs: [[AnchorRuns.Run]]) -> RepeatFilter {
    var filter = RepeatFilter(anchors: runs.reduce(0) { $0 + $1.count })
    for part in runs {
      for run in part { filter.enter(run.hash) }
    }
    return filter
  }

  /// A filter of the anchors of windows that hold or touch a place at which text was joined.
  private func filter(_ texts: JoinedTexts, near joins: [Int]) -> RepeatFilter {
    // A cut is moved to the border of a character, by three bytes at most, and may leave so much
    // more beside itself.
    let reach = length + 3
    let anchors = AnchorRuns(window: length)
    var runs: [AnchorRuns.Run] = []
    var document = 0
    texts.bytes.withUnsafeBufferPointer { bytes in
      for join in joins {
        while texts.starts[document + 1] <= join { document += 1 }
        anchors.add(
          bytes, texts.range(of: document).clamped(to: (join - reach)..<(join + reach)), to: &runs)
      }
    }
    var filter = RepeatFilter(anchors: runs.count)
    for run in runs { filter.mark(run.hash) }
    return filter
  }

  /// What repeats, from left to right.
  private func walk(
    _ texts: JoinedTexts, _ runs: [[AnchorRuns.Run]], _ filter: RepeatFilter
  ) throws(MemorizationError) -> [Range<Int>] {
    var found = FoundRepeats(length: length, keepsFirst: keepsFirst)
    try texts.bytes.withUnsafeBufferPointer { (bytes) throws(MemorizationError) in
      guard let text = bytes.baseAddress else { return }
      var walk = try RepeatWalk(text, length: length)
      var document = 0
      for part in runs {
        for (number, run) in part.enumerated() where filter.mayRepeat(run.hash) {
          let start = Int(run.start)
          while texts.starts[document + 1] <= start { document += 1 }
          let end = texts.range(of: document).upperBound - length + 1
          let next = number + 1 < part.count ? Int(part[number + 1].start) : end
          try walk.visit(start..<min(next, end), &found)
        }
      }
    }
    return found.ranges
  }

  /// Ranges without the characters that lie in them in part; a range within one character becomes
  /// that character.
  private static func betweenCharacters(
    _ ranges: [Range<Int>], _ text: [UInt8]
  ) -> [Range<Int>] {
    func isInside(_ place: Int) -> Bool { text[place] & 0xC0 == 0x80 }
    var result: [Range<Int>] = []
    for range in ranges {
      var start = range.lowerBound, end = range.upperBound
      while isInside(start), start < end { start += 1 }
      while isInside(end), end > start { end -= 1 }
      if start == end {
        (start, end) = (range.lowerBound, range.upperBound)
        while isInside(start) { start -= 1 }
        while isInside(end) { end += 1 }
      }
      if let last = result.last, last.upperBound >= start {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        result.append(start..<end)
      }
    }
    return result
  }
}
