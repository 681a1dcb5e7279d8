/// Where each three words in a row stand in a corpus: numbers of words, counted through all
/// documents, in buckets by the hash of the three.
///
/// A bucket lists its entries in the order of the corpus; an entry has 16 bits of the hash as a tag, so
/// that one entry in 65,536 of those in the same bucket is taken for what it isn't.
struct TrigramTable: Sendable {
  private let directory: MappedNumbers<UInt32>
  private let ordinals: MappedNumbers<UInt32>
  private let tags: MappedNumbers<UInt16>
  private let wordStarts: MappedNumbers<UInt32>

  init(_ parts: IndexParts) throws(MemorizationError) {
    ordinals = try parts.numbers(.trigramOrdinals)
    let entries = ordinals.values.count
    tags = try parts.numbers(.trigramTags, count: entries)
    guard let bytes = parts.header.file(.trigramDirectory)?.bytes, bytes >= 8 else {
      throw parts.damaged(.trigramDirectory)
    }
    directory = try parts.starts(.trigramDirectory, count: bytes / 4, total: entries)
    wordStarts = try parts.starts(
      .wordStarts, count: parts.header.documents + 1, total: nil)
  }

  /// Words of all documents.
  var words: Int { Int(wordStarts.values[wordStarts.values.count - 1]) }

  /// Number of buckets for a text of so many bytes: about four entries in each.
  static func bucketCount(forBytes count: Int) -> Int { count / 24 + 1 }

  /// The bucket of a hash, and its tag.
  @inline(__always)
  static func place(_ hash: UInt64, _ buckets: Int) -> (bucket: Int, tag: UInt16) {
    let bucket = Int(hash.multipliedFullWidth(by: UInt64(buckets)).high)
    return (bucket, UInt16(truncatingIfNeeded: hash))
  }

  /// Calls `body` with the number of each word at which three words of a hash begin.
  func forEachOrdinal(_ hash: UInt64, _ body: (UInt32) -> Void) {
    let (bucket, tag) = Self.place(hash, directory.values.count - 1)
    let range = Int(directory.values[bucket])..<Int(directory.values[bucket + 1])
    for i in range where tags.values[i] == tag { body(ordinals.values[i]) }
  }

  /// The words of the document that holds a word.
  func document(of word: UInt32) -> Range<UInt32> {
    let starts = wordStarts.values
    var low = 0, high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) >> 1
      if starts[middle] <= word { low = middle } else { high = middle }
    }
    return starts[low]..<starts[low + 1]
  }
}
