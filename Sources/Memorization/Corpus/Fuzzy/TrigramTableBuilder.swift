/// Builds a `TrigramTable` in two passes over a text: one counts what each bucket gets, one fills them.
struct TrigramTableBuilder {
  private var directory: [UInt32]
  private var ordinals: [UInt32] = []
  private var tags: [UInt16] = []
  private var wordStarts: [UInt32] = [0]

  /// The table of documents that lie in a text.
  init(_ text: UnsafeBufferPointer<UInt8>, documents: some Sequence<Range<Int>>) {
    let buckets = TrigramTable.bucketCount(forBytes: text.count)
    directory = [UInt32](repeating: 0, count: buckets + 1)
    for range in documents {
      let words = WordHashes.forEachTrigram(UnsafeBufferPointer(rebasing: text[range])) { hash, _ in
        directory[TrigramTable.place(hash, buckets).bucket] += 1
      }
      wordStarts.append(wordStarts[wordStarts.count - 1] + UInt32(words))
    }
    // Ends of buckets for now: filling from the back turns them into starts.
    var sum: UInt32 = 0
    for i in directory.indices {
      sum += directory[i]
      directory[i] = sum
    }
    fill(text, documents, buckets)
  }

  private mutating func fill(
    _ text: UnsafeBufferPointer<UInt8>, _ documents: some Sequence<Range<Int>>, _ buckets: Int
  ) {
    // Starts of buckets, moved on with each entry, so that entries stay in the order of the text.
    var next = directory
    for i in stride(from: buckets, to: 0, by: -1) { next[i] = next[i - 1] }
    next[0] = 0
    let starts = next
    let entries = Int(directory[buckets])
    ordinals = [UInt32](repeating: 0, count: entries)
    tags = [UInt16](repeating: 0, count: entries)
    for (number, range) in documents.enumerated() {
      let first = wordStarts[number]
      _ = WordHashes.forEachTrigram(UnsafeBufferPointer(rebasing: text[range])) { hash, word in
        let (bucket, tag) = TrigramTable.place(hash, buckets)
        let entry = Int(next[bucket])
        next[bucket] += 1
        ordinals[entry] = first + UInt32(word)
        tags[entry] = tag
      }
    }
    directory = starts
  }

  /// Hands over the table's files.
  func write(
    _ store: (CorpusHeader.Part, UnsafeRawBufferPointer) throws(MemorizationError) -> Void
  ) throws(MemorizationError) {
    func write(
      _ part: CorpusHeader.Part, numbers: [some BitwiseCopyable]
    ) throws(MemorizationError) {
      try numbers.withUnsafeBufferPointer { (buffer) throws(MemorizationError) in
        try store(part, UnsafeRawBufferPointer(buffer))
      }
    }
    try write(.trigramDirectory, numbers: directory)
    try write(.trigramOrdinals, numbers: ordinals)
    try write(.trigramTags, numbers: tags)
    try write(.wordStarts, numbers: wordStarts)
  }
}
