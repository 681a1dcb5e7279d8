// Two Bloom filters (Bloom 1970) side by side, each with three bits of one 64-bit word for an anchor
// as in `WindowFilter`. The second takes an anchor that the first holds already. At sixteen bits an
// anchor in either, about one in a hundred that stands once is taken for a repeat.

/// Which anchors may stand twice in a text: "no" is certain, "yes" is not.
struct RepeatFilter {
  /// A word of anchors seen once, followed by one of anchors seen again.
  private var words: [UInt64]

  /// A filter for so many anchors.
  init(anchors: Int) { words = [UInt64](repeating: 0, count: 2 * (anchors / 4 + 1)) }

  /// Enters an anchor; from the second time on it repeats.
  mutating func enter(_ hash: UInt32) {
    let (index, mask) = place(hash)
    if words[index] & mask == mask {
      words[index + 1] |= mask
    } else {
      words[index] |= mask
    }
  }

  /// Enters an anchor as one that repeats wherever it stands again.
  mutating func mark(_ hash: UInt32) {
    let (index, mask) = place(hash)
    words[index + 1] |= mask
  }

  /// Whether an anchor may have been entered twice, or marked.
  func mayRepeat(_ hash: UInt32) -> Bool {
    let (index, mask) = place(hash)
    return words[index + 1] & mask == mask
  }

  @inline(__always)
  private func place(_ hash: UInt32) -> (index: Int, mask: UInt64) {
    let hash = WindowHash.hash(UInt64(hash))
    let index = 2 * Int(hash.multipliedFullWidth(by: UInt64(words.count / 2)).high)
    let mask: UInt64 = 1 << (hash & 63) | 1 << ((hash >> 6) & 63) | 1 << ((hash >> 12) & 63)
    return (index, mask)
  }
}
