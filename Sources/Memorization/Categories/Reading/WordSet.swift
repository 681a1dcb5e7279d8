/// A set of words that is asked for the bytes of a text, in any case, without making strings.
struct WordSet: Sendable {
  /// Hashes by open addressing, at most a quarter full; 0 is an empty slot.
  private var slots: [UInt64]

  /// The words of a list, separated by blanks and line ends.
  init(_ list: String) {
    let words = list.split(whereSeparator: \.isWhitespace)
    var capacity = 16
    while capacity < 4 * words.count { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    for word in words {
      let hash = WordHash(word).value
      slots[slot(of: hash)] = hash
    }
  }

  /// Whether the bytes of a range are a word of the set.
  func contains(_ text: ByteText, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    var hash = WordHash()
    var last: UInt8 = 0
    for place in range {
      let byte = text[place]
      hash.append(byte, after: last)
      last = byte.value
    }
    return slots[slot(of: hash.value)] != 0
  }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 32 ^ hash) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
