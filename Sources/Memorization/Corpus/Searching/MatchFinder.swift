/// Goes through one text and finds what of it stands in a corpus.
struct MatchFinder {
  private let text: UnsafeBufferPointer<UInt8>
  private let index: ViewIndex
  /// The longest match at the start that was looked at last.
  private var known: (start: Int, match: SuffixTable.Longest)?

  init(_ text: UnsafeBufferPointer<UInt8>, _ index: ViewIndex) {
    self.text = text
    self.index = index
  }

  /// Where the longest match that begins at `start` ends.
  mutating func end(from start: Int) -> Int { start + longest(at: start).length }

  /// The first start after another, and not after `last`, whose match ends after `end`.
  ///
  /// Starts double their distance until one is found, then the gap is halved.
  mutating func next(after start: Int, endingAfter end: Int, last: Int) -> Int? {
    guard end < text.count else { return nil }
    var before = start, step = 1
    var found = start + 1
    while true {
      if found > last {
        // The last start decides whether there is one at all.
        guard before < last, self.end(from: last) > end else { return nil }
        found = last
        break
      }
      if self.end(from: found) > end { break }
      before = found
      step *= 2
      found = before + step
    }
    var match = longest(at: found)
    while found - before > 1 {
      let middle = (found + before) / 2
      if self.end(from: middle) > end {
        found = middle
        match = longest(at: middle)
      } else {
        before = middle
      }
    }
    known = (found, match)
    return found
  }

  /// Calls `body` with each longest match of at least `length` bytes, and the ranks of the suffixes
  /// that begin with it.
  mutating func eachMatch(
    atLeast length: Int, _ body: (_ range: Range<Int>, _ ranks: Range<Int>) -> Void
  ) {
    let last = text.count - length
    let window = index.filter.window
    let usesFilter = length >= window
    var start = 0
    while start <= last {
      if usesFilter, let next = startAfterAbsentWindow(start, length) {
        start = next
        continue
      }
      let match = longest(at: start)
      let end = start + match.length
      if match.length >= length {
        let pattern = UnsafeBufferPointer(rebasing: text[start..<end])
        body(start..<end, index.table.ranks(pattern, around: match.rank))
      }
      if usesFilter, match.length < window {
        // The filter was wrong about this window, and nothing is known of the next.
        start += 1
      } else if usesFilter, end < text.count, !mayHold(end + 1 - window) {
        // What begins before the window that holds the first byte after the match ends with the
        // match too.
        start = end + 2 - window
      } else {
        guard let next = next(after: start, endingAfter: end, last: last) else { return }
        start = next
      }
    }
  }

  /// A later start if the filter knows of a window between `start` and `start + length` that stands
  /// nowhere: every match of the length that begins before that window's second byte would hold it.
  @inline(__always)
  private func startAfterAbsentWindow(_ start: Int, _ length: Int) -> Int? {
    let window = index.filter.window
    var place = start + length - window
    while place > start {
      if !mayHold(place) { return place + 1 }
      place -= window / 2
    }
    return mayHold(start) ? nil : start + 1
  }

  @inline(__always)
  private func mayHold(_ place: Int) -> Bool {
    guard let base = text.baseAddress else { return false }
    return index.filter.mayHold(base + place)
  }

  private mutating func longest(at start: Int) -> SuffixTable.Longest {
    if let known, known.start == start { return known.match }
    let match = index.table.longest(UnsafeBufferPointer(rebasing: text[start...]))
    known = (start, match)
    return match
  }
}
