/// The part of an index for one view: text, suffix array, filter and where documents begin.
struct ViewIndex: Sendable {
  let table: SuffixTable
  let filter: WindowFilter
  private let starts: MappedNumbers<UInt32>
  /// What keeps the memory behind `table` and `filter`.
  private let owners: [any Sendable]

  init(_ view: CorpusView, _ parts: IndexParts) throws(MemorizationError) {
    let text: MappedNumbers<UInt8> = try parts.numbers(.text(view))
    let count = text.values.count
    let suffixes: MappedNumbers<Int32> = try parts.numbers(.suffixes(view), count: count)
    let words: MappedNumbers<UInt64> = try parts.numbers(
      .filter(view), count: WindowFilter.wordCount(forBytes: count))
    starts = try parts.starts(.starts(view), count: parts.header.documents + 1, total: count)
    table = SuffixTable(text: text.values, suffixes: suffixes.values)
    filter = WindowFilter(window: parts.header.window, words: words.values)
    owners = [text, suffixes, words]
  }

  /// Where a document stands in the text, without the separator.
  func range(of document: Int) -> Range<Int> {
    let start = Int(starts.values[document])
    return start..<max(start, Int(starts.values[document + 1]) - 1)
  }

  /// The document at a place of the text.
  @inline(__always)
  func document(at position: Int) -> Int {
    var low = 0, high = starts.values.count - 1
    while high - low > 1 {
      let middle = (low + high) >> 1
      if Int(starts.values[middle]) <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The place in its document of a place of the text.
  func place(at position: Int) -> CorpusPosition {
    let document = document(at: position)
    return CorpusPosition(
      document: document, offset: position - Int(starts.values[document]))
  }

  /// How often a string stands in the text whose suffixes have these ranks, and where first.
  ///
  /// - Complexity: O(k log d) for k occurrences among d documents.
  func count(_ ranks: Range<Int>) -> (count: CorpusCount, first: Int) {
    guard !ranks.isEmpty else { return (.none, 0) }
    if ranks.count == 1 {
      return (CorpusCount(occurrences: 1, documents: 1), table.position(ranks.lowerBound))
    }
    let (documents, first) = ranks.count <= 256 ? countFew(ranks) : countMany(ranks)
    return (CorpusCount(occurrences: ranks.count, documents: documents), first)
  }

  private func countFew(_ ranks: Range<Int>) -> (documents: Int, first: Int) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: ranks.count) { numbers in
      var first = Int.max
      for (i, rank) in ranks.enumerated() {
        let position = table.position(rank)
        first = min(first, position)
        numbers.initializeElement(at: i, to: document(at: position))
      }
      var numbers = numbers
      numbers.sort()
      var documents = 1
      for i in 1..<numbers.count where numbers[i] != numbers[i - 1] { documents += 1 }
      return (documents, first)
    }
  }

  /// The same with a bit for each document.
  private func countMany(_ ranks: Range<Int>) -> (documents: Int, first: Int) {
    var seen = [UInt64](repeating: 0, count: starts.values.count / 64 + 1)
    var first = Int.max
    for rank in ranks {
      let position = table.position(rank)
      first = min(first, position)
      let document = document(at: position)
      seen[document >> 6] |= 1 << UInt64(document & 63)
    }
    return (seen.reduce(0) { $0 + $1.nonzeroBitCount }, first)
  }
}
