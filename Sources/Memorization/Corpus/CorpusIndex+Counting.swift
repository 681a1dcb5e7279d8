extension CorpusIndex {
  /// How often a string stands in the corpus, and in how many documents.
  ///
  /// The empty string stands nowhere. In the normalised view the string is normalised too.
  /// - Complexity: O(m + log n) for m bytes of string and n of text, and O(log d) for each occurrence
  ///   to tell documents apart.
  public func count(_ string: [UInt8], in view: CorpusView = .plain) -> CorpusCount {
    self[view].count(ranks(of: string, in: view)).count
  }

  /// The first places of a string, in the order of the corpus.
  ///
  /// - Parameters:
  ///   - string: What to look for.
  ///   - view: Where; places are those of this view.
  ///   - limit: Places to return at most.
  public func positions(
    of string: [UInt8], in view: CorpusView = .plain, limit: Int = .max
  ) -> [CorpusPosition] {
    let index = self[view]
    var places = ranks(of: string, in: view).map(index.table.position)
    places.sort()
    return places.prefix(max(0, limit)).map(index.place)
  }

  private func ranks(of string: [UInt8], in view: CorpusView) -> Range<Int> {
    let string = view.apply(to: string)
    guard !string.contains(0xFF) else { return 0..<0 }
    return string.withUnsafeBufferPointer { pattern in
      if pattern.count >= window, let start = pattern.baseAddress,
        !self[view].filter.mayHold(start)
      {
        return 0..<0
      }
      return self[view].table.ranks(pattern)
    }
  }
}
