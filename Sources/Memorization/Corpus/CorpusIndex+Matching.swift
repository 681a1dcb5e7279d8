// A match that begins one byte later ends no earlier: its end never falls as its start moves on.
// Where the end doesn't move, the match lies within the one before. So all of a text is known from
// the starts at which the end moves, and those are found by doubling steps and halving, without a
// look at each byte.

extension CorpusIndex {
  /// The length of the longest match that begins at each byte of a text: its matching statistics.
  ///
  /// In the normalised view the text is normalised first, and the result has its bytes.
  public func longestMatches(in text: [UInt8], view: CorpusView = .plain) -> [Int] {
    let text = view.apply(to: text)
    var lengths = [Int](repeating: 0, count: text.count)
    eachSegment(of: text) { segment, offset in
      var finder = MatchFinder(segment, self[view])
      var start = 0
      while start < segment.count {
        let end = finder.end(from: start)
        let next = finder.next(after: start, endingAfter: end, last: segment.count - 1)
        let stop = next ?? segment.count
        for i in start..<stop { lengths[offset + i] = max(0, end - i) }
        start = stop
      }
    }
    return lengths
  }

  /// All matches of a text that have at least `length` bytes and lie within no other, from left to
  /// right.
  ///
  /// In the normalised view the text is normalised first, and ranges are those of the result.
  /// - Parameters:
  ///   - text: The text asked about.
  ///   - length: Bytes of a match at least, 1 or more. From `window` on, stretches that stand nowhere
  ///     are passed over in steps of `length - window`.
  ///   - view: The view in which to compare.
  public func matches(
    in text: [UInt8], atLeast length: Int, in view: CorpusView = .plain
  ) -> [CorpusMatch] {
    precondition(length > 0, "a match has at least one byte, not \(length)")
    let text = view.apply(to: text)
    var matches: [CorpusMatch] = []
    eachSegment(of: text) { segment, offset in
      var finder = MatchFinder(segment, self[view])
      finder.eachMatch(atLeast: length) { range, ranks in
        let (count, first) = self[view].count(ranks)
        matches.append(
          CorpusMatch(
            range: (offset + range.lowerBound)..<(offset + range.upperBound), count: count,
            place: self[view].place(at: first)))
      }
    }
    return matches
  }

  /// Calls `body` with the stretches of a text between bytes 0xFF, which no match holds.
  private func eachSegment(
    of text: [UInt8], _ body: (_ segment: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Void
  ) {
    text.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0xFF) ?? bytes.count
        if end > start { body(UnsafeBufferPointer(rebasing: bytes[start..<end]), start) }
        start = end + 1
      }
    }
  }
}
