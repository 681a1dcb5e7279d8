/// The word trigrams by which documents are compared.
enum Shingles {
  /// Calls `body` with the hash of each trigram of a text, or with that of the whole text if it has
  /// fewer than three words, so that such a text is like none but its equals.
  @inline(__always)
  static func forEach(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    let words = WordHashes.forEachTrigram(text) { hash, _ in body(hash) }
    if words < 3 { body(wholeHash(text)) }
  }

  /// The different trigrams of a text, sorted.
  static func set(of text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(text.count / 5)
    forEach(text) { hashes.append($0) }
    hashes.sort()
    var count = 0
    for (i, hash) in hashes.enumerated() where i == 0 || hash != hashes[count - 1] {
      hashes[count] = hash
      count += 1
    }
    hashes.removeLast(hashes.count - count)
    return hashes
  }

  /// The Jaccard index of two sets, |A ∩ B| / |A ∪ B|.
  static func jaccard(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var i = 0, j = 0, common = 0
    while i < a.count, j < b.count {
      if a[i] == b[j] { common += 1 }
      let (first, second) = (a[i], b[j])
      if first <= second { i += 1 }
      if second <= first { j += 1 }
    }
    return Double(common) / Double(a.count + b.count - common)
  }

  /// The hash FNV-1a of Fowler, Noll and Vo.
  private static func wholeHash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    text.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
